'@ vbswallowed | 401=fail
Public Class C
    Implements IMAExtensible2GetSchema
    Public Function GetSchema(p As KeyedCollection(Of String, ConfigParameter)) As Schema Implements IMAExtensible2GetSchema.GetSchema
        Dim s As Schema = Schema.Create()
        s.Types.Add(SchemaType.Create("user", False))
    End Function
End Class
'@ vbwith | 207=fail 217=pass
Public Class C
    Implements IMAExtensible2GetCapabilities
    Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
        Get
            Dim c As New MACapabilities()
            With c
                .ObjectRename = True
                .DistinguishedNameStyle = MADistinguishedNameStyle.None
            End With
            Return c
        End Get
    End Property
End Class
'@ vbshared | 217=fail
Public Class C
    Implements IMAExtensible2GetCapabilities
    Private Shared _all As MACapabilities
    Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
        Get
            If _all Is Nothing Then _all = New MACapabilities()
            Return _all
        End Get
    End Property
End Class
'@ vbread | 510=fail 502=pass 508=pass
Public Class C
    Implements IMAExtensible2GetParameters
    Public Function GetConfigParameters(p As KeyedCollection(Of String, ConfigParameter), page As ConfigParameterPage) As IList(Of ConfigParameterDefinition) Implements IMAExtensible2GetParameters.GetConfigParameters
        Return New List(Of ConfigParameterDefinition) From {ConfigParameterDefinition.CreateStringParameter("Server", ""), ConfigParameterDefinition.CreateStringParameter("Port", "")}
    End Function
    Public Function ValidateConfigParameters(p As KeyedCollection(Of String, ConfigParameter), page As ConfigParameterPage) As ParameterValidationResult Implements IMAExtensible2GetParameters.ValidateConfigParameters
        If p.Contains("server") Then Console.WriteLine(p("server").Value)
        Console.WriteLine(p("Server").Value)
        Return New ParameterValidationResult()
    End Function
End Class
