Imports System.Collections.Generic
Imports System.Collections.ObjectModel
Imports Microsoft.MetadirectoryServices
Namespace V
Public Class A
  Implements IMAExtensible2GetSchema
  Public Overridable Function GetSchema(p As KeyedCollection(Of String, ConfigParameter)) As Schema Implements IMAExtensible2GetSchema.GetSchema
    Return Nothing
  End Function
End Class
Public Class B
  Inherits A
  Public Overrides Function GetSchema(p As KeyedCollection(Of String, ConfigParameter)) As Schema
    Return Nothing
  End Function
End Class
Public Class C
  Implements IMAExtensible2GetSchema, IMAExtensible2GetCapabilities
  Public Overridable Function Other(p As KeyedCollection(Of String, ConfigParameter)) As Schema Implements IMAExtensible2GetSchema.GetSchema
    Return Nothing
  End Function
  Private ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
    Get
      Return Nothing
    End Get
  End Property
End Class
Public Class D
  Inherits C
  Public Overrides Function Other(p As KeyedCollection(Of String, ConfigParameter)) As Schema
    Return Nothing
  End Function
  Public Function GetSchema(p As KeyedCollection(Of String, ConfigParameter)) As Schema
    Return Nothing
  End Function
End Class
Public Class E
  Inherits D
  Implements IMAExtensible2GetSchema
  Public Function Third(p As KeyedCollection(Of String, ConfigParameter)) As Schema Implements IMAExtensible2GetSchema.GetSchema
    Return Nothing
  End Function
  Friend Function GetX() As Integer
    Return 1
  End Function
End Class
End Namespace
