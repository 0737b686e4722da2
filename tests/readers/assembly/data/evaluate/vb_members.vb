'# readonly auto property
Public Class C
 Implements IMAExtensible2GetCapabilities
 Private ReadOnly Property Full As Boolean = True
 Private Property Kind As MAExportType = MAExportType.AttributeReplace
 Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
  Get
   Return New MACapabilities() With {.FullExport = Full, .ExportType = Kind}
  End Get
 End Property
End Class
'# capabilities auto property
Public Class C
 Implements IMAExtensible2GetCapabilities
 Public ReadOnly Property Capabilities As New MACapabilities() With {.FullExport = True} Implements IMAExtensible2GetCapabilities.Capabilities
End Class
'# capabilities auto property in constructor
Public Class C
 Implements IMAExtensible2GetCapabilities
 Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
 Public Sub New()
  Capabilities = New MACapabilities()
  Capabilities.FullExport = True
  With Capabilities
   .DeltaImport = False
  End With
 End Sub
End Class
'# default property
Class D
 Default Public ReadOnly Property Item(n As String) As Boolean
  Get
   Return n = "a"
  End Get
 End Property
End Class
---
Dim x As New D()
c.FullExport = x("a")
c.DeltaImport = x!b
'# optional args
Module M
 Public Function F(Optional a As Boolean = True, Optional b As MAExportType = MAExportType.AttributeReplace) As MACapabilities
  Return New MACapabilities With {.FullExport = a, .ExportType = b}
 End Function
End Module
---
c = F(b:=MAExportType.AttributeUpdate)
'# byref
Module M
 Public Sub F(ByRef a As Boolean, ByRef n As Integer)
  a = True
  n += 2
 End Sub
End Module
---
Dim b = False
Dim n = 1
F(b, n)
c.FullExport = b
c.ConcurrentOperation = n = 3
'# byref property copy back
Module M
 Public Sub F(ByRef a As Boolean)
  a = True
 End Sub
End Module
---
F(c.FullExport)
F((c.ConcurrentOperation))
'# byref array element
Module M
 Public Sub F(ByRef a As Integer)
  a = 5
 End Sub
End Module
---
Dim x = {1, 2}
F(x(1))
c.FullExport = x(1) = 5
c.DeltaImport = x(0) = 5
'# byref conversion [loose]
Module M
 Public Sub F(ByRef a As Long)
  a = 5
 End Sub
End Module
---
Dim n As Integer = 1
F(n)
c.FullExport = n = 5
'# paramarray
Module M
 Public Function Sum(ParamArray a() As Integer) As Integer
  Dim n = 0
  For Each x In a
   n += x
  Next
  Return n
 End Function
End Module
---
c.FullExport = Sum(1, 2, 3) = 6
c.ConcurrentOperation = Sum() = 0
'# module shared field
Module M
 Public Full As Boolean = True
 Public ReadOnly Names As String() = {"a", "b"}
End Module
---
c.FullExport = M.Names.Length = 2
c.DeltaImport = M.Names(0) = "b"
'# shared constructor
Class S
 Public Shared ReadOnly Full As Boolean
 Shared Sub New()
  Full = True
 End Sub
End Class
---
c.FullExport = S.Full
'# events
Class E
 Public Event Changed(n As Integer)
 Public Sub Fire()
  RaiseEvent Changed(3)
 End Sub
End Class
---
Dim x As New E()
Dim n = 0
AddHandler x.Changed, Sub(v) n = v
x.Fire()
c.FullExport = n = 3
'# event not handled
Class E
 Public Event Changed(n As Integer)
 Public Sub Fire()
  RaiseEvent Changed(3)
 End Sub
End Class
---
Dim x As New E()
x.Fire()
c.FullExport = True
'# withevents handles [open]
Public Class E
 Public Event Changed(n As Integer)
 Public Sub Fire()
  RaiseEvent Changed(3)
 End Sub
End Class
Public Class C
 Implements IMAExtensible2GetCapabilities
 Private WithEvents x As New E()
 Private n As Integer
 Private Sub Handle(v As Integer) Handles x.Changed
  n = v
 End Sub
 Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
  Get
   x.Fire()
   Return New MACapabilities() With {.FullExport = n = 3}
  End Get
 End Property
End Class
'# withevents unused
Public Class E
 Public Event Changed(n As Integer)
End Class
Public Class C
 Implements IMAExtensible2GetCapabilities
 Private WithEvents x As New E()
 Private n As Boolean
 Private Sub Handle(v As Integer) Handles x.Changed
  n = True
 End Sub
 Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
  Get
   Return New MACapabilities() With {.ConcurrentOperation = True}
  End Get
 End Property
End Class
'# iterator function [schema]
Module M
 Public Iterator Function Names() As IEnumerable(Of String)
  Yield "user"
  For Each x In {"a", "b"}
   Yield x
  Next
 End Function
End Module
---
For Each n In M.Names()
 s.Types.Add(SchemaType.Create(n, False))
Next
'# async function
Module M
 Public Async Function F() As Task(Of Boolean)
  Await Task.FromResult(1)
  Return True
 End Function
End Module
---
c.FullExport = F().Result
'# lambda function
Dim f = Function(x As Integer) x * 2
c.FullExport = f(3) = 6
Dim g As Func(Of Integer, Boolean) = Function(x)
                                      If x > 3 Then Return True
                                      Return False
                                     End Function
c.ConcurrentOperation = g(4)
'# lambda sub
Dim n = 0
Dim a As Action(Of Integer) = Sub(x) n += x
a(2)
a(3)
c.FullExport = n = 5
'# lambda multi-line sub
Dim a = Sub(k As MACapabilities)
         k.FullExport = True
         k.DeltaImport = False
        End Sub
a(c)
'# closures in loops
Dim l As New List(Of Func(Of Integer))
For Each i In {1, 2, 3}
 l.Add(Function() i)
Next
c.FullExport = l(0)() = 1
c.ConcurrentOperation = l(2)() = 3
'# closure in for loop
Dim l As New List(Of Func(Of Integer))
For i = 1 To 3
 l.Add(Function() i)
Next
c.FullExport = l(0)() = 4
'# closure with local in loop
Dim l As New List(Of Func(Of Integer))
For i = 1 To 3
 Dim k = i * 10
 l.Add(Function() k)
Next
c.FullExport = l(0)() = 10
c.DeltaImport = l(1)() = 10
'# local in loop keeps value
Dim n = 0
For i = 1 To 3
 Dim k As Integer
 k += 1
 n = k
Next
c.FullExport = n = 3
'# linq query
Dim q = (From x In {1, 2, 3} Where x > 1 Select x * 2).ToList()
c.FullExport = q.Count = 2
c.ConcurrentOperation = q(0) = 4
'# linq query schema [schema]
For Each n In From x In {"user", "group", "role"} Where x <> "group" Select x
 s.Types.Add(SchemaType.Create(n, False))
Next
'# linq order by
Dim q = (From x In {3, 1, 2} Order By x Select x).ToList()
c.FullExport = q(0) = 1
'# linq aggregate
c.FullExport = (Aggregate x In {1, 2, 3} Into Sum(x)) = 6
'# linq let
Dim q = (From x In {1, 2} Let y = x * 2 Where y > 2 Select y).ToArray()
c.FullExport = q.Length = 1
'# linq cross
Dim q = (From x In {1, 2} From y In {3, 4} Select x + y).ToArray()
c.FullExport = q.Length = 4
'# mybase myclass
Class B
 Public Overridable Function F() As Boolean
  Return False
 End Function
 Public Function G() As Boolean
  Return MyClass.F()
 End Function
 Public Function H() As Boolean
  Return F()
 End Function
End Class
Class D
 Inherits B
 Public Overrides Function F() As Boolean
  Return Not MyBase.F()
 End Function
End Class
---
Dim x As New D()
c.FullExport = x.F()
c.DeltaImport = x.G()
c.ConcurrentOperation = x.H()
'# shadows
Class B
 Public Function F() As Boolean
  Return False
 End Function
End Class
Class D
 Inherits B
 Public Shadows Function F() As Boolean
  Return True
 End Function
End Class
---
Dim x As New D()
c.FullExport = x.F()
c.DeltaImport = DirectCast(x, B).F()
'# overloads
Module M
 Public Function F(a As Integer) As Boolean
  Return True
 End Function
 Public Function F(a As String) As Boolean
  Return False
 End Function
 Public Function F(Of T)(a As T) As MAExportType
  Return MAExportType.AttributeReplace
 End Function
End Module
---
c.FullExport = F(1)
c.DeltaImport = F("1")
c.ExportType = F(True)
'# generics
Class Box(Of T As {Class, New})
 Public ReadOnly Property Value As T = New T()
End Class
Class O
 Public F As Boolean = True
End Class
---
c.FullExport = New Box(Of O)().Value.F
Dim k = New Box(Of MACapabilities)().Value
k.ConcurrentOperation = True
c.ConcurrentOperation = k.ConcurrentOperation
'# structures
Structure P
 Public A As Boolean
 Public Property B As Integer
 Public Sub New(x As Boolean)
  A = x
  B = 3
 End Sub
 Public Sub SetIt()
  A = False
 End Sub
End Structure
---
Dim x As New P(True)
Dim y = x
y.SetIt()
c.FullExport = x.A
c.DeltaImport = y.A
c.ConcurrentOperation = y.B = 3
Dim z As P
c.SupportExport = z.B = 0
'# readonly structure property
Structure P
 Public A As Integer
 Public Sub Inc()
  A += 1
 End Sub
End Structure
Class K
 Public ReadOnly X As P
 Public Y As P
End Class
---
Dim k As New K()
k.X.Inc()
k.Y.Inc()
c.FullExport = k.X.A = 0
c.ConcurrentOperation = k.Y.A = 1
'# interface renamed
Interface I
 Function Full() As Boolean
End Interface
Class D
 Implements I
 Public Function Whatever() As Boolean Implements I.Full
  Return True
 End Function
 Public Function Full() As Boolean
  Return False
 End Function
End Class
---
Dim x As I = New D()
c.FullExport = x.Full()
c.DeltaImport = DirectCast(x, D).Full()
'# private implementing member
Public Class C
 Implements IMAExtensible2GetCapabilities
 Private ReadOnly Property Caps As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
  Get
   Return New MACapabilities() With {.FullExport = True}
  End Get
 End Property
 Public ReadOnly Property Capabilities As MACapabilities
  Get
   Return New MACapabilities()
  End Get
 End Property
End Class
'# one member implements two
Interface I
 ReadOnly Property Capabilities As MACapabilities
End Interface
Public Class C
 Implements IMAExtensible2GetCapabilities, I
 Private ReadOnly Property Caps As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities, I.Capabilities
  Get
   Return New MACapabilities() With {.FullExport = True}
  End Get
 End Property
End Class
'# partial class
Partial Public Class C
 Private ReadOnly full As Boolean = True
 Partial Private Sub Extra(c As MACapabilities)
 End Sub
End Class
Partial Public Class C
 Implements IMAExtensible2GetCapabilities
 Private Sub Extra(c As MACapabilities)
  c.ConcurrentOperation = True
 End Sub
 Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
  Get
   Dim c = New MACapabilities() With {.FullExport = full}
   Extra(c)
   Return c
  End Get
 End Property
End Class
'# extension method
Module M
 <System.Runtime.CompilerServices.Extension>
 Public Function WithFull(c As MACapabilities) As MACapabilities
  c.FullExport = True
  Return c
 End Function
End Module
---
Dim x = c.WithFull()
'# base class connector
Public MustInherit Class B
 Implements IMAExtensible2GetCapabilities
 Protected MustOverride ReadOnly Property Full As Boolean
 Public Overridable ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
  Get
   Return New MACapabilities() With {.FullExport = Full}
  End Get
 End Property
End Class
Public Class C
 Inherits B
 Protected Overrides ReadOnly Property Full As Boolean
  Get
   Return True
  End Get
 End Property
 Public Overrides ReadOnly Property Capabilities As MACapabilities
  Get
   Dim x = MyBase.Capabilities
   x.ConcurrentOperation = True
   Return x
  End Get
 End Property
End Class
'# constructor chain
Class K
 Public A As Boolean
 Public N As Integer = 1
 Public Sub New()
  Me.New(True)
  N += 1
 End Sub
 Public Sub New(x As Boolean)
  A = x
  N += 10
 End Sub
End Class
---
Dim k As New K()
c.FullExport = k.A
c.ConcurrentOperation = k.N = 12
'# lazy field
Public Class C
 Implements IMAExtensible2GetCapabilities
 Private caps As MACapabilities
 Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
  Get
   If caps Is Nothing Then
    caps = New MACapabilities()
    caps.FullExport = True
   End If
   Return caps
  End Get
 End Property
End Class
'# writeonly and parameterized property
Class K
 Private ReadOnly d As New Dictionary(Of String, Boolean)
 Public Property Flag(name As String) As Boolean
  Get
   Dim r As Boolean
   d.TryGetValue(name, r)
   Return r
  End Get
  Set(value As Boolean)
   d(name) = value
  End Set
 End Property
End Class
---
Dim k As New K()
k.Flag("a") = True
c.FullExport = k.Flag("a")
c.DeltaImport = k.Flag("b")
'# property compound assignment
Class K
 Public Property N As Integer = 2
End Class
---
Dim k As New K()
k.N += 3
k.N *= 2
c.FullExport = k.N = 10
Dim t = "a"
t &= "b"
c.ConcurrentOperation = t = "ab"
'# addressof delegate
Module M
 Public Function F(a As Integer) As Boolean
  Return a = 1
 End Function
End Module
---
Dim g As Func(Of Integer, Boolean) = AddressOf M.F
c.FullExport = g(1)
c.DeltaImport = g(2)
'# relaxed delegate
Module M
 Public Sub F()
  N = 5
 End Sub
 Public N As Integer
End Module
---
Dim g As Action(Of Integer) = Sub() c.FullExport = True
g(1)
'# nested with and field
Class K
 Public Inner As MACapabilities
End Class
---
Dim k As New K() With {.Inner = c}
With k
 With .Inner
  .FullExport = True
 End With
End With
'# with on structure
Structure P
 Public A As Boolean
End Structure
---
Dim x As P
With x
 .A = True
End With
c.FullExport = x.A
Dim arr(1) As P
With arr(1)
 .A = True
End With
c.ConcurrentOperation = arr(1).A
'# null conditional
Dim t As String = Nothing
c.FullExport = t?.Length Is Nothing
Dim u = "abc"
c.ConcurrentOperation = If(u?.Length, 0) = 3
Dim k As MACapabilities = Nothing
c.DeltaImport = If(k?.FullExport, False)
'# nameof gettype
c.FullExport = NameOf(c.FullExport) = "FullExport"
c.ConcurrentOperation = GetType(String).Name = "String"
c.DeltaImport = GetType(String) Is GetType(Integer)
'# object types full [schema]
Dim t = SchemaType.Create("user", True)
With t.Attributes
 .Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String))
 .Add(SchemaAttribute.CreateSingleValuedAttribute("name", AttributeType.String))
End With
s.Types.Add(t)
'# dictionary loop [schema]
Dim d As New Dictionary(Of String, AttributeType) From {{"id", AttributeType.String}, {"age", AttributeType.Integer}}
Dim t = SchemaType.Create("user", True)
For Each kv As KeyValuePair(Of String, AttributeType) In d
 If kv.Key = "id" Then
  t.Attributes.Add(SchemaAttribute.CreateAnchorAttribute(kv.Key, kv.Value))
 Else
  t.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute(kv.Key, kv.Value))
 End If
Next
s.Types.Add(t)
'# for next object names [schema]
For i = 0 To 2
 s.Types.Add(SchemaType.Create("t" & i, False))
Next
'# split names [schema]
For Each n As String In "user,group".Split(","c)
 s.Types.Add(SchemaType.Create(n, False))
Next
'# arraylist loop [schema]
Dim l As New ArrayList()
l.Add("user")
l.Add("group")
For Each n As String In l
 s.Types.Add(SchemaType.Create(n, False))
Next
'# non-generic array loop [loose] [schema]
Dim l As Array = New String() {"user", "group"}
For Each n In l
 s.Types.Add(SchemaType.Create(CStr(n), False))
Next
'# configuration loop [open] [schema]
For Each x As ConfigParameter In p
 s.Types.Add(SchemaType.Create(x.Name, False))
Next
'# interface with class constraint call [open]
Module M
 Public Function Make(Of T As {IComparable})(a As T, b As T) As Boolean
  Return a.CompareTo(b) > 0
 End Function
End Module
---
c.FullExport = Make(3, 2)
c.DeltaImport = Make(1, 2)
