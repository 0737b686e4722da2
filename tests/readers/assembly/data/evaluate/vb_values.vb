'# concat nothing
Dim a As String = Nothing
c.FullExport = (a & "x") = "x"
c.DeltaImport = a = ""
c.ConcurrentOperation = a Is Nothing
c.SupportExport = String.IsNullOrEmpty(a)
'# concat number
Dim n = 3
Dim b = True
c.FullExport = ("t" & n) = "t3"
c.ConcurrentOperation = ("t" & b) = "tTrue"
'# compare string
Dim a = "abc"
c.FullExport = a = "abc"
c.DeltaImport = a = "ABC"
c.ConcurrentOperation = a <> "abd"
c.SupportExport = a < "abd"
c.SupportImport = a > "abb"
'# compare text [text]
Dim a = "abc"
c.FullExport = a = "ABC"
c.ConcurrentOperation = a <> "ABC"
c.SupportExport = a = "abd"
'# like
Dim a = "user1"
c.FullExport = a Like "user#"
c.ConcurrentOperation = a Like "*r?"
c.DeltaImport = a Like "x*"
c.SupportExport = a Like "[a-z]ser[!a-z]"
'# like text [text]
c.FullExport = "USER" Like "us*"
'# cbool
c.FullExport = CBool("True")
c.DeltaImport = CBool(0)
c.ConcurrentOperation = CBool(2)
c.SupportExport = CBool("false")
'# cint banker [open]
c.FullExport = CInt(2.5) = 2
c.ConcurrentOperation = CInt(3.5) = 4
c.DeltaImport = CInt(2.5) = 3
Dim d = 2.5
c.SupportExport = CInt(d) = 2
c.SupportImport = CInt("42") = 42
'# cint runtime [open]
Dim d = 4.5
Dim e = "17"
c.FullExport = CInt(d) = 4
c.ConcurrentOperation = CInt(e) = 17
c.DeltaImport = Int(d) = 5
c.SupportExport = Fix(-d) = -4
'# clng cstr
Dim e = "17"
Dim n = 12
c.FullExport = CLng(e) = 17
c.ConcurrentOperation = CStr(n) = "12"
c.SupportExport = CStr(True) = "True"
c.DeltaImport = CStr(n) = "13"
'# ctype enum
Dim n = 2
c.ExportType = CType(n, MAExportType)
c.FullExport = CInt(MAExportType.AttributeUpdate) = 0
c.Normalizations = CType(1, MANormalizations) Or MANormalizations.RemoveAccents
'# string to enum
c.ExportType = CType([Enum].Parse(GetType(MAExportType), "AttributeReplace"), MAExportType)
c.ObjectConfirmation = DirectCast([Enum].Parse(GetType(MAObjectConfirmation), "nodeleteconfirmation", True), MAObjectConfirmation)
'# enum tostring [open]
c.FullExport = MAExportType.AttributeUpdate.ToString() = "AttributeUpdate"
Dim e = MAExportType.AttributeUpdate
c.ConcurrentOperation = e.ToString() = "AttributeUpdate"
c.DeltaImport = [Enum].GetName(GetType(MAExportType), e) = "AttributeUpdate"
'# enum tryparse
Dim e As MAExportType
c.FullExport = [Enum].TryParse("AttributeReplace", e)
c.ExportType = e
'# directcast trycast
Dim o As Object = "x"
c.FullExport = TryCast(o, String) IsNot Nothing
c.ConcurrentOperation = TypeOf o Is String
c.DeltaImport = DirectCast(o, String) = "y"
Dim q As Object = 5
c.SupportExport = DirectCast(q, Integer) = 5
c.SupportImport = TypeOf q Is Integer
'# ctype object
Dim q As Object = 5
c.FullExport = CType(q, Integer) = 5
c.ConcurrentOperation = CInt(q) = 5
c.DeltaImport = CBool(q)
Dim t As Object = True
c.SupportExport = CBool(t)
c.SupportImport = CType(t, Boolean)
'# ctype object string
Dim q As Object = "5"
c.FullExport = CStr(q) = "5"
c.ConcurrentOperation = CInt(q) = 5
'# integer division mod power [open]
Dim n = 7
c.FullExport = n \ 2 = 3
c.ConcurrentOperation = n Mod 4 = 3
c.DeltaImport = n ^ 2 = 50
c.SupportExport = -7 \ 2 = -3
c.SupportImport = -7 Mod 4 = -3
'# division [open]
Dim n = 7
c.FullExport = n / 2 = 3.5
c.DeltaImport = n / 2 = 3
'# shift
Dim n = 1
c.FullExport = n << 3 = 8
c.ConcurrentOperation = -8 >> 1 = -4
c.SupportExport = n << 33 = 2
Dim b As Byte = 255
c.DeltaImport = (b << 1) = 254
'# late binding call [loose] [open]
Dim o As Object = c
o.FullExport = True
'# late binding get [loose] [open]
Dim o As Object = New List(Of Integer) From {1}
c.FullExport = o.Count = 1
'# late bound operators [loose]
Dim a As Object = 2
Dim b As Object = 3
c.FullExport = a + b = 5
c.ConcurrentOperation = a < b
c.DeltaImport = a = b
'# late bound string ops [loose]
Dim a As Object = "x"
c.FullExport = (a & "y") = "xy"
c.DeltaImport = a = "y"
'# implicit conversions [loose]
Dim n As Integer = "5"
Dim b As Boolean = n
Dim t As String = n
c.FullExport = b
c.ConcurrentOperation = t = "5"
c.ExportType = 1
Dim m1 As Boolean = "true"
c.SupportExport = m1
'# bool to int
Dim b = True
c.FullExport = CInt(b) = -1
c.DeltaImport = CInt(b) = 1
'# char
Dim ch = "a"c
c.FullExport = AscW(ch) = 97
c.ConcurrentOperation = ChrW(98) = "b"c
c.DeltaImport = ch = "b"c
'# asc chr
Dim ch = "a"c
c.FullExport = Asc(ch) = 97
c.ConcurrentOperation = Chr(98) = "b"c
'# strings functions
Dim t = " Abc "
c.FullExport = Trim(t) = "Abc"
c.ConcurrentOperation = Len(t) = 5
c.SupportExport = Mid(t, 2, 1) = "A"
c.DeltaImport = Left(t, 2) = "x"
c.SupportImport = InStr(t, "b") = 3
'# strings functions 2
Dim t = "Mode"
c.FullExport = UCase(t) = "MODE"
c.ConcurrentOperation = LCase(t) = "mode"
c.SupportExport = Right(t, 2) = "de"
c.DeltaImport = Replace(t, "o", "x") = "Mode"
c.SupportImport = StrComp(t, "MODE", CompareMethod.Text) = 0
'# split join
Dim t = "a,b,c"
c.FullExport = Split(t, ",").Length = 3
c.ConcurrentOperation = Join(New String() {"a", "b"}, "-") = "a-b"
c.DeltaImport = t.Split(","c)(1) = "x"
'# interpolated
Dim n = 4
c.FullExport = $"t{n}" = "t4"
c.DeltaImport = $"{n}-{"x"}" = "4-y"
'# isnumeric isnothing
c.FullExport = IsNumeric("12")
c.DeltaImport = IsNothing("x")
c.SupportExport = IsNothing(Nothing)
c.ConcurrentOperation = IsNumeric("abc")
'# integer division and mod
Dim n = 7
c.FullExport = n \ 2 = 3
c.ConcurrentOperation = n Mod 4 = 3
c.SupportExport = -7 \ 2 = -3
c.SupportImport = -7 Mod 4 = -3
'# cint of text
c.FullExport = CInt("42") = 42
Dim e = "17"
c.ConcurrentOperation = CInt(e) = 17
Try
 c.SupportExport = CInt("x") = 1
Catch ex As InvalidCastException
 c.SupportImport = False
End Try
'# cbyte overflow
Dim n = 300
Try
 c.FullExport = CByte("300") = 44
Catch ex As OverflowException
 c.ConcurrentOperation = True
End Try
'# conversion of one of several texts [open]
Public Class C
 Implements IMAExtensible2GetCapabilitiesEx
 Public Function GetCapabilitiesEx(p As CP) As MACapabilities Implements IMAExtensible2GetCapabilitiesEx.GetCapabilitiesEx
  Dim c As New MACapabilities()
  Dim t = If(p.Contains("Mode"), "7", "x")
  Try
   c.FullExport = CInt(t) = 7
  Catch ex As InvalidCastException
   c.ConcurrentOperation = True
  End Try
  Return c
 End Function
End Class
'# substring of one of several texts [open]
Public Class C
 Implements IMAExtensible2GetCapabilitiesEx
 Public Function GetCapabilitiesEx(p As CP) As MACapabilities Implements IMAExtensible2GetCapabilitiesEx.GetCapabilitiesEx
  Dim c As New MACapabilities()
  Dim t = If(p.Contains("Mode"), "abcdef", "x")
  Try
   c.FullExport = t.Substring(3) = "def"
  Catch ex As ArgumentOutOfRangeException
   c.ConcurrentOperation = True
  End Try
  Return c
 End Function
End Class
'# key in one of several dictionaries [open]
Public Class C
 Implements IMAExtensible2GetCapabilitiesEx
 Public Function GetCapabilitiesEx(p As CP) As MACapabilities Implements IMAExtensible2GetCapabilitiesEx.GetCapabilitiesEx
  Dim c As New MACapabilities()
  Dim a As New Dictionary(Of String, Boolean) From {{"a", True}}
  Dim b As New Dictionary(Of String, Boolean) From {{"b", True}}
  Dim d = If(p.Contains("Mode"), a, b)
  Try
   c.FullExport = d("a")
  Catch ex As KeyNotFoundException
   c.ConcurrentOperation = True
  End Try
  Return c
 End Function
End Class
'# val and isnumeric of other texts [open]
c.FullExport = IsNumeric("12")
c.ConcurrentOperation = Val("12abc") = 12
c.DeltaImport = IsNothing("x")
c.SupportExport = IsNothing(Nothing)
'# date literal [open]
Dim d As Date = #1/15/2020#
c.FullExport = d.Year = 2020
c.DeltaImport = d > #1/1/2021#
'# decimal [open]
Dim d = 1.5D
c.FullExport = d * 2 = 3D
c.DeltaImport = d > 2
'# double compare [open]
Dim d = 1.5
c.FullExport = d > 1
c.DeltaImport = d * 2 = 4
c.ConcurrentOperation = Math.Round(2.5) = 2
'# math [open]
c.FullExport = Math.Max(3, 4) = 4
c.ConcurrentOperation = Math.Abs(-3) = 3
c.DeltaImport = Math.Min(1, 2) = 2
'# environ [open]
c.FullExport = If(Environment.GetEnvironmentVariable("X"), "") = "1"
'# my environment [open]
c.FullExport = System.Environment.GetEnvironmentVariable("A") = "b"
'# arrays redim
Dim a(2) As Integer
a(0) = 1
ReDim Preserve a(4)
c.FullExport = a.Length = 5
c.ConcurrentOperation = a(0) = 1
c.DeltaImport = UBound(a) = 3
ReDim a(1)
c.SupportExport = a(0) = 0
'# multi dim
Dim a(1, 2) As Integer
a(1, 2) = 5
c.FullExport = a(1, 2) = 5
c.DeltaImport = a(0, 0) = 5
c.ConcurrentOperation = a.GetLength(1) = 3
'# array literal
Dim a = {1, 2, 3}
c.FullExport = a.Length = 3
c.ConcurrentOperation = a(2) = 3
c.DeltaImport = a.Contains(4)
'# jagged
Dim a = {({1, 2}), ({3})}
c.FullExport = a(1)(0) = 3
'# erase
Dim a = {1}
Erase a
c.FullExport = a Is Nothing
'# collection initialiser
Dim l As New List(Of String) From {"a", "b"}
Dim d As New Dictionary(Of String, Integer) From {{"x", 1}, {"y", 2}}
c.FullExport = l.Count = 2
c.ConcurrentOperation = d("y") = 2
c.DeltaImport = d.ContainsKey("z")
'# guid and nothing
Dim g As Guid = Nothing
Dim n As Integer = Nothing
c.FullExport = g = Guid.Empty
c.ConcurrentOperation = n = 0
'# const
Module M
 Public Const N As Integer = 3
 Public Const T As String = "x" & "y"
 Public ReadOnly R As Integer = N * 2
End Module
---
c.FullExport = N = 3
c.ConcurrentOperation = M.T = "xy"
c.DeltaImport = R = 7
'# convert [open]
c.FullExport = Convert.ToBoolean("true")
c.ConcurrentOperation = Convert.ToInt32("5") = 5
c.DeltaImport = Convert.ToBoolean(0)
c.SupportExport = Convert.ToString(5) = "5"
'# parse
c.FullExport = Boolean.Parse("True")
c.ConcurrentOperation = Integer.Parse("5") = 5
Dim b As Boolean
c.DeltaImport = Boolean.TryParse("nope", b)
'# string builder
Dim b As New StringBuilder()
b.Append("a").Append("b")
c.FullExport = b.ToString() = "ab"
'# anonymous type
Dim a = New With {.X = 1, .Y = "z"}
c.FullExport = a.X = 1
c.ConcurrentOperation = a.Y = "z"
'# anonymous key equality
Dim a = New With {Key .X = 1}
Dim b = New With {Key .X = 1}
c.FullExport = a.Equals(b)
'# tuples
Dim a = (1, "x")
Dim b = (N:=1, T:=True)
c.FullExport = a.Item1 = 1
c.ConcurrentOperation = b.T
'# string to char array
Dim n = 0
For Each ch In "abc"
 If ch = "b"c Then n += 1
Next
c.FullExport = n = 1
'# mid statement [open]
Dim t = "abcd"
Mid(t, 2, 2) = "XX"
c.FullExport = t = "aXXd"
'# operator overload
Structure V
 Public N As Integer
 Public Shared Operator +(a As V, b As V) As V
  Return New V With {.N = a.N + b.N}
 End Operator
 Public Shared Widening Operator CType(a As V) As Integer
  Return a.N
 End Operator
 Public Shared Operator IsTrue(a As V) As Boolean
  Return a.N <> 0
 End Operator
 Public Shared Operator IsFalse(a As V) As Boolean
  Return a.N = 0
 End Operator
End Structure
---
Dim a As V = New V With {.N = 2}
Dim b = a + a
Dim k As Integer = b
c.FullExport = k = 4
If a Then c.ConcurrentOperation = True
'# characters and objects [open]
Dim q As Object = "x"c
Try
 c.FullExport = CInt(q) = 120
Catch ex As InvalidCastException
 c.ConcurrentOperation = True
End Try
Dim e As Object = MAExportType.AttributeReplace
c.SupportExport = CInt(e) = 2
c.DeltaImport = CStr(2) = CInt(e).ToString()
'# position in nothing
c.FullExport = InStr("", "") = 0
c.ConcurrentOperation = InStr("abc", "") = 1
c.DeltaImport = InStr("abc", "z") > 0
'# null is unboxed
Dim q As Object = Nothing
c.FullExport = CInt(q) = 0
Try
 c.DeltaImport = DirectCast(q, Integer) = 1
Catch ex As NullReferenceException
 c.ConcurrentOperation = True
End Try
'# division by zero caught
Dim n = 0
Try
 Dim k = 5 \ n
 c.FullExport = True
Catch ex As DivideByZeroException
 c.ConcurrentOperation = True
End Try
'# overflow caught
Dim n = Integer.MaxValue
Try
 n = n + 1
 c.FullExport = True
Catch ex As OverflowException
 c.ConcurrentOperation = True
End Try
