'# arrays of structures are copied
Structure P
 Public N As Integer
End Structure
---
Dim a(1) As P
a(0).N = 1
Dim b = a
ReDim Preserve a(3)
a(0).N = 9
c.FullExport = b(0).N = 1
c.ConcurrentOperation = a(0).N = 9
'# handler of an event of a property
Public Class E
 Public Event Changed(n As Integer)
 Public Sub Fire(n As Integer)
  RaiseEvent Changed(n)
 End Sub
End Class
---
Dim n = 0
Dim x As New E()
Dim h As E.ChangedEventHandler = Sub(v) n += v
AddHandler x.Changed, h
x.Fire(1)
RemoveHandler x.Changed, h
x.Fire(5)
c.FullExport = n = 1
'# two handlers
Public Class E
 Public Event Changed(n As Integer)
 Public Sub Fire(n As Integer)
  RaiseEvent Changed(n)
 End Sub
End Class
---
Dim n = 0
Dim x As New E()
AddHandler x.Changed, Sub(v) n += v
AddHandler x.Changed, Sub(v) n *= 10
x.Fire(1)
c.FullExport = n = 10
'# custom event
Public Class E
 Private ReadOnly l As New List(Of EventHandler)
 Public Custom Event Changed As EventHandler
  AddHandler(value As EventHandler)
   l.Add(value)
  End AddHandler
  RemoveHandler(value As EventHandler)
   l.Remove(value)
  End RemoveHandler
  RaiseEvent(sender As Object, e As EventArgs)
   For Each h In l
    h(sender, e)
   Next
  End RaiseEvent
 End Event
 Public Sub Fire()
  RaiseEvent Changed(Me, Nothing)
 End Sub
End Class
---
Dim n = 0
Dim x As New E()
AddHandler x.Changed, Sub(s1, e1) n += 1
x.Fire()
c.FullExport = n = 1
'# on error resume next in a called method
Module M
 Public Sub F(c As MACapabilities)
  On Error Resume Next
  c.FullExport = True
  Throw New InvalidOperationException()
  c.ConcurrentOperation = True
 End Sub
End Module
---
M.F(c)
'# resume to a label
Dim n = 0
On Error GoTo handler
Throw New InvalidOperationException()
back:
c.FullExport = n = 1
Return c
handler:
n += 1
Resume back
'# byref of a late property [loose] [open]
Module M
 Public Sub F(ByRef a As Object)
  a = True
 End Sub
End Module
---
Dim o As Object = c
M.F(o.FullExport)
'# parameter array and objects [loose]
Module M
 Public Function Sum(ParamArray a() As Object) As Integer
  Dim n = 0
  For Each x As Object In a
   n += CInt(x)
  Next
  Return n
 End Function
End Module
---
c.FullExport = M.Sum(1, "2", True) = 2
'# enumerations and text [loose] [open]
Dim e As MAExportType = "2"
c.ExportType = e
Dim t As String = MAExportType.AttributeReplace
c.FullExport = t = "2"
Dim o As Object = MAExportType.AttributeReplace
c.ConcurrentOperation = (o & "") = "AttributeReplace"
c.DeltaImport = o = 3
'# integers that overflow [loose] [open]
Dim b As Byte = 200
Try
 b = b + 100
 c.DeltaImport = False
Catch ex As OverflowException
 c.FullExport = True
End Try
Dim a As Object = 2147483647
Dim s1 As Object = a + 1
c.ConcurrentOperation = s1 > 0
'# nothing compared
Dim t As String = Nothing
c.FullExport = t = ""
c.ConcurrentOperation = t = Nothing
c.SupportExport = "" = Nothing
c.DeltaImport = t < "a"
'# nothing compared as object [loose] [open]
Dim o As Object = Nothing
c.FullExport = o = 0
c.ConcurrentOperation = o = ""
c.DeltaImport = o = False
'# like with special characters
c.FullExport = "a*b" Like "a[*]b"
c.DeltaImport = "ab" Like "a[*]b"
c.ConcurrentOperation = "a]b" Like "a]b"
c.SupportExport = "x1" Like "[!0-9]#"
'# like with lists [open]
c.FullExport = "-" Like "[-a]"
c.ConcurrentOperation = "" Like "[]"
'# select case with guard order
Dim n = 5
Select Case n
 Case Is > 3 : c.FullExport = True
 Case 5 : c.DeltaImport = False
End Select
'# with changes its variable
Dim x = c
With x
 x = New MACapabilities()
 .FullExport = True
 x.ConcurrentOperation = True
End With
'# structure in with
Structure P
 Public N As Integer
End Structure
Class K
 Public V As P
 Public Property W As P
End Class
---
Dim k As New K()
With k.V
 .N = 3
End With
c.FullExport = k.V.N = 3
Dim p = k.W
p.N = 4
c.ConcurrentOperation = k.W.N = 0
'# iterator with try
Module M
 Public N As Integer
 Public Iterator Function F() As IEnumerable(Of Integer)
  Try
   Yield 1
   Yield 2
  Finally
   N = 5
  End Try
 End Function
End Module
---
Dim k = 0
For Each x In M.F()
 k += x
 Exit For
Next
c.FullExport = k = 1
'# lambda changes a captured loop variable
Dim n = 0
For i = 1 To 3
 Dim f = Sub() i += 1
 f()
 n += 1
Next
c.FullExport = n = 2
'# closure in a with block
With New MACapabilities()
 Dim f = Function() .FullExport
 .FullExport = True
 c.FullExport = f()
End With
'# operators with short-circuit of nullable
Dim a As Boolean? = Nothing
Dim b As Boolean? = False
c.FullExport = (a And b).HasValue
c.DeltaImport = (a Or b).HasValue
c.ConcurrentOperation = If(a AndAlso b, True)
