'# with block
With c
 .FullExport = True
 .DeltaImport = False
 .ExportType = MAExportType.AttributeUpdate
End With
'# object initialiser
c = New MACapabilities() With {.FullExport = True, .DeltaImport = False, .Normalizations = MANormalizations.Uppercase Or MANormalizations.RemoveAccents}
'# select case ranges
Dim n = 7
Select Case n
 Case 1 To 3 : c.FullExport = True
 Case 4, 5, 6 : c.DeltaImport = False
 Case 7 To 9 : c.ConcurrentOperation = True
 Case Else : c.DeleteAddAsReplace = True
End Select
'# select case is
Dim n = 7
Select Case n
 Case Is < 5 : c.FullExport = True
 Case Is >= 7 : c.DeltaImport = False
 Case Else : c.ConcurrentOperation = True
End Select
'# select case string
Dim n = "beta"
Select Case n
 Case "alpha" : c.FullExport = True
 Case "beta", "gamma" : c.ExportType = MAExportType.ObjectReplace
 Case Else : c.ConcurrentOperation = True
End Select
'# select case string many
Dim n = "eta"
Select Case n
 Case "alpha" : c.FullExport = True
 Case "beta", "gamma" : c.ExportType = MAExportType.ObjectReplace
 Case "delta" : c.ExportType = MAExportType.AttributeReplace
 Case "epsilon" : c.DeltaImport = False
 Case "zeta" : c.SupportExport = False
 Case "eta" : c.SupportImport = False
 Case "theta" : c.FullExport = True
 Case "iota" : c.FullExport = True
 Case Else : c.ConcurrentOperation = True
End Select
'# select case string text [text]
Dim n = "BETA"
Select Case n
 Case "alpha" : c.FullExport = True
 Case "beta" : c.ExportType = MAExportType.ObjectReplace
 Case Else : c.ConcurrentOperation = True
End Select
'# select case string range
Dim n = "m"
Select Case n
 Case "a" To "f" : c.FullExport = True
 Case "g" To "p" : c.ExportType = MAExportType.ObjectReplace
 Case Else : c.ConcurrentOperation = True
End Select
'# select case enum
Dim n = MAExportType.AttributeReplace
Select Case n
 Case MAExportType.AttributeUpdate : c.FullExport = True
 Case MAExportType.AttributeReplace : c.ConcurrentOperation = True
End Select
'# select case true
Dim n = 4
Select Case True
 Case n < 3 : c.FullExport = True
 Case n > 3 : c.ConcurrentOperation = True
End Select
'# select case boolean object [loose]
Dim n As Object = 5
Select Case n
 Case 5 : c.FullExport = True
 Case Else : c.ConcurrentOperation = True
End Select
'# if operator
Dim n = 3
c.FullExport = If(n > 2, True, False)
Dim t As String = Nothing
c.ExportType = If(If(t, "x") = "x", MAExportType.AttributeUpdate, MAExportType.AttributeReplace)
'# iif [loose]
Dim n = 3
c.FullExport = CBool(IIf(n > 2, True, False))
c.ExportType = CType(IIf(n > 5, MAExportType.AttributeUpdate, MAExportType.AttributeReplace), MAExportType)
'# nullable lifted
Dim a As Integer? = 3
Dim b As Integer? = Nothing
c.FullExport = (a + 1 = 4).GetValueOrDefault()
c.DeltaImport = (a + b).HasValue
c.ConcurrentOperation = If(b, 7) = 7
c.SupportExport = If(a > b, True)
'# nullable if
Dim a As Integer? = 3
Dim b As Integer?
If a > b Then c.FullExport = True Else c.DeltaImport = False
If a.HasValue AndAlso a.Value = 3 Then c.ConcurrentOperation = True
'# for each array
Dim n = 0
For Each x In {1, 2, 3}
 n += x
Next
c.FullExport = n = 6
'# for each list string [schema]
For Each x In New List(Of String) From {"user", "group"}
 s.Types.Add(SchemaType.Create(x, False))
Next
'# for step
Dim n = 0
For i = 10 To 1 Step -3
 n += i
Next
c.FullExport = n = 22
c.DeltaImport = n = 21
'# for step variable
Dim n = 0
Dim st = 2
Dim top = 9
For i = 1 To top Step st
 n += i
Next
c.FullExport = n = 25
'# for not entered
Dim n = 0
For i = 5 To 1
 n += 1
Next
c.FullExport = n = 0
'# for long
Dim n = 0L
For i As Long = 1 To 3
 n += i
Next
c.FullExport = n = 6
'# for byte
Dim n = 0
For i As Byte = 1 To 3
 n += i
Next
c.FullExport = n = 6
'# for double [open]
Dim n = 0
For i = 0.5 To 2.0 Step 0.5
 n += 1
Next
c.FullExport = n = 4
'# for decimal [open]
Dim n = 0
For i = 0.1D To 0.3D Step 0.1D
 n += 1
Next
c.FullExport = n = 3
'# for object [loose] [open]
Dim n = 0
Dim i As Object
For i = 1 To 3
 n += 1
Next
c.FullExport = n = 3
'# do while
Dim n = 0
Do While n < 5
 n += 2
Loop
c.FullExport = n = 6
'# do until
Dim n = 0
Do
 n += 2
Loop Until n >= 4
c.FullExport = n = 4
'# while wend
Dim n = 10
While n > 3
 n -= 2
End While
c.FullExport = n = 2
'# exit and continue
Dim n = 0
For i = 1 To 10
 If i = 2 Then Continue For
 If i = 5 Then Exit For
 n += i
Next
c.FullExport = n = 8
'# nested exit
Dim n = 0
For i = 1 To 3
 Do
  n += 1
  If n Mod 2 = 0 Then Exit Do
 Loop
Next
c.FullExport = n = 6
c.DeltaImport = n = 5
'# goto
Dim n = 0
again:
n += 1
If n < 3 Then GoTo again
c.FullExport = n = 3
'# on error resume next
On Error Resume Next
Dim a = 0
Dim b = 1 \ a
c.FullExport = True
'# on error goto
On Error GoTo handler
Dim a = 0
Dim b = 1 \ a
c.FullExport = True
Return c
handler:
c.ConcurrentOperation = True
Resume Next
'# on error goto not thrown
On Error GoTo handler
c.FullExport = True
Return c
handler:
c.ConcurrentOperation = True
'# on error goto throw
On Error GoTo handler
c.FullExport = True
Throw New InvalidOperationException()
c.DeltaImport = False
handler:
c.ConcurrentOperation = True
'# on error err number [open]
On Error Resume Next
Throw New InvalidOperationException()
c.FullExport = Err.Number <> 0
'# static local [open]
Static n As Integer = 1
n += 1
c.FullExport = n > 2
'# static local constant
Static n As Boolean = True
c.FullExport = n
'# try catch when
Dim n = 2
Try
 Throw New InvalidOperationException("x")
Catch ex As InvalidOperationException When n = 1
 c.FullExport = True
Catch ex As InvalidOperationException When n = 2
 c.ConcurrentOperation = True
Catch
 c.DeltaImport = False
End Try
'# try finally
Try
 c.FullExport = True
Finally
 c.FullExport = False
 c.ConcurrentOperation = True
End Try
'# try exit
Try
 c.FullExport = True
 Exit Try
Catch
 c.DeltaImport = False
Finally
 c.ConcurrentOperation = True
End Try
'# using
Class D
 Implements IDisposable
 Public Shared N As Integer
 Public Sub Dispose() Implements IDisposable.Dispose
  N += 1
 End Sub
End Class
---
Dim k = 0
Using x As New D(), y As New D()
 c.FullExport = True
 k = 1
End Using
c.DeltaImport = k = 0
'# synclock
Dim o As New Object()
SyncLock o
 c.FullExport = True
End SyncLock
'# andalso orelse
Module M
 Public Function T(ByRef n As Integer, b As Boolean) As Boolean
  n += 1
  Return b
 End Function
End Module
---
Dim n = 0
c.FullExport = M.T(n, False) AndAlso M.T(n, True)
c.DeltaImport = M.T(n, True) OrElse M.T(n, False)
c.ConcurrentOperation = n = 2
Dim m1 = 0
If M.T(m1, False) And M.T(m1, True) Then c.DeleteAddAsReplace = True
c.SupportExport = m1 = 2
'# xor
Dim a = True, b = False
c.FullExport = a Xor b
c.ConcurrentOperation = (5 Xor 3) = 6
c.DeltaImport = Not a
c.SupportExport = (Not 5) = -6
'# gosub like return values
Class H
 Public Shared Function F() As Boolean
  F = True
 End Function
 Public Shared Function G(n As Integer) As MAExportType
  If n = 1 Then
   G = MAExportType.AttributeReplace
   Exit Function
  End If
  G = MAExportType.AttributeUpdate
 End Function
End Class
---
c.FullExport = H.F()
c.ExportType = H.G(1)
'# open by parameter [open]
Public Class C
 Implements IMAExtensible2GetCapabilitiesEx
 Public Function GetCapabilitiesEx(p As CP) As MACapabilities Implements IMAExtensible2GetCapabilitiesEx.GetCapabilitiesEx
  Dim c As New MACapabilities()
  If p.Contains("Mode") Then
   If p("Mode").Value = "a" Then c.FullExport = True
  End If
  Return c
 End Function
End Class
'# select case parameter [open]
Public Class C
 Implements IMAExtensible2GetCapabilitiesEx
 Public Function GetCapabilitiesEx(p As CP) As MACapabilities Implements IMAExtensible2GetCapabilitiesEx.GetCapabilitiesEx
  Dim c As New MACapabilities()
  If Not p.Contains("Mode") Then Return c
  Select Case p("Mode").Value
   Case "a" : c.FullExport = True
   Case "b" : c.ExportType = MAExportType.AttributeReplace
   Case Else : c.DeltaImport = False
  End Select
  Return c
 End Function
End Class
