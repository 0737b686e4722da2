'@ throwmsg | 130=fail
Public Class Connector
    Implements IMAExtensible2CallExport

    Public ReadOnly Property ExportDefaultPageSize As Integer = 1 Implements IMAExtensible2CallExport.ExportDefaultPageSize
    Public ReadOnly Property ExportMaxPageSize As Integer = 1 Implements IMAExtensible2CallExport.ExportMaxPageSize

    Public Sub OpenExportConnection(configParameters As KeyedCollection(Of String, ConfigParameter), types As Schema,
                                    exportRunStep As OpenExportConnectionRunStep) _
        Implements IMAExtensible2CallExport.OpenExportConnection
    End Sub

    Public Function PutExportEntries(csentries As IList(Of CSEntryChange)) As PutExportEntriesResults _
        Implements IMAExtensible2CallExport.PutExportEntries
        Throw New NotSupportedException("later")
    End Function

    Public Sub CloseExportConnection(exportRunStep As CloseExportConnectionRunStep) _
        Implements IMAExtensible2CallExport.CloseExportConnection
    End Sub
End Class

'@ noreturn | 402=fail
Public Class Connector
    Implements IMAExtensible2CallImport

    Public ReadOnly Property ImportDefaultPageSize As Integer = 100 Implements IMAExtensible2CallImport.ImportDefaultPageSize
    Public ReadOnly Property ImportMaxPageSize As Integer = 1000 Implements IMAExtensible2CallImport.ImportMaxPageSize

    Public Function OpenImportConnection(configParameters As KeyedCollection(Of String, ConfigParameter), types As Schema,
                                         importRunStep As OpenImportConnectionRunStep) As OpenImportConnectionResults _
        Implements IMAExtensible2CallImport.OpenImportConnection
        Return New OpenImportConnectionResults()
    End Function

    Public Function GetImportEntries(importRunStep As GetImportEntriesRunStep) As GetImportEntriesResults _
        Implements IMAExtensible2CallImport.GetImportEntries
        Return New GetImportEntriesResults With {.CSEntries = New List(Of CSEntryChange)()}
    End Function

    Public Function CloseImportConnection(importRunStep As CloseImportConnectionRunStep) As CloseImportConnectionResults _
        Implements IMAExtensible2CallImport.CloseImportConnection
        Dim x = 1
    End Function
End Class

'@ assignname | 402=fail
Public Class Connector
    Implements IMAExtensible2CallImport

    Public ReadOnly Property ImportDefaultPageSize As Integer = 100 Implements IMAExtensible2CallImport.ImportDefaultPageSize
    Public ReadOnly Property ImportMaxPageSize As Integer = 1000 Implements IMAExtensible2CallImport.ImportMaxPageSize

    Public Function OpenImportConnection(configParameters As KeyedCollection(Of String, ConfigParameter), types As Schema,
                                         importRunStep As OpenImportConnectionRunStep) As OpenImportConnectionResults _
        Implements IMAExtensible2CallImport.OpenImportConnection
        Return New OpenImportConnectionResults()
    End Function

    Public Function GetImportEntries(importRunStep As GetImportEntriesRunStep) As GetImportEntriesResults _
        Implements IMAExtensible2CallImport.GetImportEntries
        Return New GetImportEntriesResults With {.CSEntries = New List(Of CSEntryChange)()}
    End Function

    Public Function CloseImportConnection(importRunStep As CloseImportConnectionRunStep) As CloseImportConnectionResults _
        Implements IMAExtensible2CallImport.CloseImportConnection
        CloseImportConnection = Nothing
    End Function
End Class

'@ assignname2 | 402=pass
Public Class Connector
    Implements IMAExtensible2CallImport

    Public ReadOnly Property ImportDefaultPageSize As Integer = 100 Implements IMAExtensible2CallImport.ImportDefaultPageSize
    Public ReadOnly Property ImportMaxPageSize As Integer = 1000 Implements IMAExtensible2CallImport.ImportMaxPageSize

    Public Function OpenImportConnection(configParameters As KeyedCollection(Of String, ConfigParameter), types As Schema,
                                         importRunStep As OpenImportConnectionRunStep) As OpenImportConnectionResults _
        Implements IMAExtensible2CallImport.OpenImportConnection
        Return New OpenImportConnectionResults()
    End Function

    Public Function GetImportEntries(importRunStep As GetImportEntriesRunStep) As GetImportEntriesResults _
        Implements IMAExtensible2CallImport.GetImportEntries
        Return New GetImportEntriesResults With {.CSEntries = New List(Of CSEntryChange)()}
    End Function

    Public Function CloseImportConnection(importRunStep As CloseImportConnectionRunStep) As CloseImportConnectionResults _
        Implements IMAExtensible2CallImport.CloseImportConnection
        CloseImportConnection = New CloseImportConnectionResults()
    End Function
End Class

'@ ctype | 401=fail
Public Class Connector
    Implements IMAExtensible2CallExport

    Public ReadOnly Property ExportDefaultPageSize As Integer = 1 Implements IMAExtensible2CallExport.ExportDefaultPageSize
    Public ReadOnly Property ExportMaxPageSize As Integer = 1 Implements IMAExtensible2CallExport.ExportMaxPageSize

    Public Sub OpenExportConnection(configParameters As KeyedCollection(Of String, ConfigParameter), types As Schema,
                                    exportRunStep As OpenExportConnectionRunStep) _
        Implements IMAExtensible2CallExport.OpenExportConnection
    End Sub

    Public Function PutExportEntries(csentries As IList(Of CSEntryChange)) As PutExportEntriesResults _
        Implements IMAExtensible2CallExport.PutExportEntries
        Return CType(Nothing, PutExportEntriesResults)
    End Function

    Public Sub CloseExportConnection(exportRunStep As CloseExportConnectionRunStep) _
        Implements IMAExtensible2CallExport.CloseExportConnection
    End Sub
End Class

'@ exitfunction | 401=fail
Public Class Connector
    Implements IMAExtensible2CallExport

    Public ReadOnly Property ExportDefaultPageSize As Integer = 1 Implements IMAExtensible2CallExport.ExportDefaultPageSize
    Public ReadOnly Property ExportMaxPageSize As Integer = 1 Implements IMAExtensible2CallExport.ExportMaxPageSize

    Public Sub OpenExportConnection(configParameters As KeyedCollection(Of String, ConfigParameter), types As Schema,
                                    exportRunStep As OpenExportConnectionRunStep) _
        Implements IMAExtensible2CallExport.OpenExportConnection
    End Sub

    Public Function PutExportEntries(csentries As IList(Of CSEntryChange)) As PutExportEntriesResults _
        Implements IMAExtensible2CallExport.PutExportEntries
        Exit Function
    End Function

    Public Sub CloseExportConnection(exportRunStep As CloseExportConnectionRunStep) _
        Implements IMAExtensible2CallExport.CloseExportConnection
    End Sub
End Class

'@ propnoget | 402=fail
Public Class Connector
    Implements IMAExtensible2GetCapabilities

    Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
        Get
            Return Nothing
        End Get
    End Property
End Class

'@ const-size | 405=fail
Public Class Connector
    Implements IMAExtensible2CallExport

    Private Const Size As Integer = 0

    Public ReadOnly Property ExportDefaultPageSize As Integer = Size Implements IMAExtensible2CallExport.ExportDefaultPageSize
    Public ReadOnly Property ExportMaxPageSize As Integer = Size Implements IMAExtensible2CallExport.ExportMaxPageSize

    Public Sub OpenExportConnection(configParameters As KeyedCollection(Of String, ConfigParameter), types As Schema,
                                    exportRunStep As OpenExportConnectionRunStep) _
        Implements IMAExtensible2CallExport.OpenExportConnection
    End Sub

    Public Function PutExportEntries(csentries As IList(Of CSEntryChange)) As PutExportEntriesResults _
        Implements IMAExtensible2CallExport.PutExportEntries
        Return New PutExportEntriesResults()
    End Function

    Public Sub CloseExportConnection(exportRunStep As CloseExportConnectionRunStep) _
        Implements IMAExtensible2CallExport.CloseExportConnection
    End Sub
End Class

'@ module-size | 405=fail
Public Module Settings
    Public ReadOnly Size As Integer = 0
End Module

Public Class Connector
    Implements IMAExtensible2CallExport

    Public ReadOnly Property ExportDefaultPageSize As Integer = Settings.Size Implements IMAExtensible2CallExport.ExportDefaultPageSize
    Public ReadOnly Property ExportMaxPageSize As Integer = Settings.Size Implements IMAExtensible2CallExport.ExportMaxPageSize

    Public Sub OpenExportConnection(configParameters As KeyedCollection(Of String, ConfigParameter), types As Schema,
                                    exportRunStep As OpenExportConnectionRunStep) _
        Implements IMAExtensible2CallExport.OpenExportConnection
    End Sub

    Public Function PutExportEntries(csentries As IList(Of CSEntryChange)) As PutExportEntriesResults _
        Implements IMAExtensible2CallExport.PutExportEntries
        Return New PutExportEntriesResults()
    End Function

    Public Sub CloseExportConnection(exportRunStep As CloseExportConnectionRunStep) _
        Implements IMAExtensible2CallExport.CloseExportConnection
    End Sub
End Class

'@ select-page | 501=fail
Public Class Connector
    Implements IMAExtensible2GetParameters

    Public Function GetConfigParameters(configParameters As KeyedCollection(Of String, ConfigParameter),
                                        page As ConfigParameterPage) As IList(Of ConfigParameterDefinition) _
        Implements IMAExtensible2GetParameters.GetConfigParameters
        Dim definitions As New List(Of ConfigParameterDefinition)()
        Select Case page
            Case ConfigParameterPage.Connectivity
                definitions.Add(ConfigParameterDefinition.CreateStringParameter("Client secret", ""))
        End Select
        Return definitions
    End Function

    Public Function ValidateConfigParameters(configParameters As KeyedCollection(Of String, ConfigParameter),
                                             page As ConfigParameterPage) As ParameterValidationResult _
        Implements IMAExtensible2GetParameters.ValidateConfigParameters
        Return New ParameterValidationResult()
    End Function
End Class

'@ from-init | 501=fail
Public Class Connector
    Implements IMAExtensible2GetParameters

    Public Function GetConfigParameters(configParameters As KeyedCollection(Of String, ConfigParameter),
                                        page As ConfigParameterPage) As IList(Of ConfigParameterDefinition) _
        Implements IMAExtensible2GetParameters.GetConfigParameters
        If page = ConfigParameterPage.Connectivity Then Return New List(Of ConfigParameterDefinition) From {ConfigParameterDefinition.CreateStringParameter("Client secret", "")}
        Return New List(Of ConfigParameterDefinition)()
    End Function

    Public Function ValidateConfigParameters(configParameters As KeyedCollection(Of String, ConfigParameter),
                                             page As ConfigParameterPage) As ParameterValidationResult _
        Implements IMAExtensible2GetParameters.ValidateConfigParameters
        Return New ParameterValidationResult()
    End Function
End Class

'@ yield-iterator | 501=fail
Public Class Connector
    Implements IMAExtensible2GetParameters

    Public Function GetConfigParameters(configParameters As KeyedCollection(Of String, ConfigParameter),
                                        page As ConfigParameterPage) As IList(Of ConfigParameterDefinition) _
        Implements IMAExtensible2GetParameters.GetConfigParameters
        Return Define(page).ToList()
    End Function

    Public Function ValidateConfigParameters(configParameters As KeyedCollection(Of String, ConfigParameter),
                                             page As ConfigParameterPage) As ParameterValidationResult _
        Implements IMAExtensible2GetParameters.ValidateConfigParameters
        Return New ParameterValidationResult()
    End Function

    Private Iterator Function Define(page As ConfigParameterPage) As IEnumerable(Of ConfigParameterDefinition)
        If page = ConfigParameterPage.Connectivity Then Yield ConfigParameterDefinition.CreateStringParameter("Client secret", "")
    End Function
End Class

'@ array | 501=fail
Public Class Connector
    Implements IMAExtensible2GetParameters

    Public Function GetConfigParameters(configParameters As KeyedCollection(Of String, ConfigParameter),
                                        page As ConfigParameterPage) As IList(Of ConfigParameterDefinition) _
        Implements IMAExtensible2GetParameters.GetConfigParameters
        Return {ConfigParameterDefinition.CreateStringParameter("Client secret", "")}
    End Function

    Public Function ValidateConfigParameters(configParameters As KeyedCollection(Of String, ConfigParameter),
                                             page As ConfigParameterPage) As ParameterValidationResult _
        Implements IMAExtensible2GetParameters.ValidateConfigParameters
        Return New ParameterValidationResult()
    End Function
End Class

'@ with-block | 501=fail
Public Class Connector
    Implements IMAExtensible2GetParameters

    Public Function GetConfigParameters(configParameters As KeyedCollection(Of String, ConfigParameter),
                                        page As ConfigParameterPage) As IList(Of ConfigParameterDefinition) _
        Implements IMAExtensible2GetParameters.GetConfigParameters
        Dim definitions As New List(Of ConfigParameterDefinition)()
        With definitions
            .Add(ConfigParameterDefinition.CreateStringParameter("Client secret", ""))
        End With
        Return definitions
    End Function

    Public Function ValidateConfigParameters(configParameters As KeyedCollection(Of String, ConfigParameter),
                                             page As ConfigParameterPage) As ParameterValidationResult _
        Implements IMAExtensible2GetParameters.ValidateConfigParameters
        Return New ParameterValidationResult()
    End Function
End Class

'@ read-in-lambda | 502=fail
Public Class Connector
    Implements IMAExtensible2GetParameters

    Public Function GetConfigParameters(configParameters As KeyedCollection(Of String, ConfigParameter),
                                        page As ConfigParameterPage) As IList(Of ConfigParameterDefinition) _
        Implements IMAExtensible2GetParameters.GetConfigParameters
        Return New List(Of ConfigParameterDefinition) From {ConfigParameterDefinition.CreateEncryptedStringParameter("Password", "")}
    End Function

    Public Function ValidateConfigParameters(configParameters As KeyedCollection(Of String, ConfigParameter),
                                             page As ConfigParameterPage) As ParameterValidationResult _
        Implements IMAExtensible2GetParameters.ValidateConfigParameters
        Dim read As Func(Of String) = Function() configParameters("Password").Value
        Return If(read() Is Nothing, Nothing, New ParameterValidationResult())
    End Function
End Class

'@ read-const | 502=fail
Public Class Connector
    Implements IMAExtensible2GetParameters

    Private Const Name As String = "Password"

    Public Function GetConfigParameters(configParameters As KeyedCollection(Of String, ConfigParameter),
                                        page As ConfigParameterPage) As IList(Of ConfigParameterDefinition) _
        Implements IMAExtensible2GetParameters.GetConfigParameters
        Return New List(Of ConfigParameterDefinition) From {ConfigParameterDefinition.CreateEncryptedStringParameter("Password", "")}
    End Function

    Public Function ValidateConfigParameters(configParameters As KeyedCollection(Of String, ConfigParameter),
                                             page As ConfigParameterPage) As ParameterValidationResult _
        Implements IMAExtensible2GetParameters.ValidateConfigParameters
        If configParameters(Name).Value Is Nothing Then Throw New ArgumentException()
        Return New ParameterValidationResult()
    End Function
End Class

'@ read-item | 502=fail
Public Class Connector
    Implements IMAExtensible2GetParameters

    Public Function GetConfigParameters(configParameters As KeyedCollection(Of String, ConfigParameter),
                                        page As ConfigParameterPage) As IList(Of ConfigParameterDefinition) _
        Implements IMAExtensible2GetParameters.GetConfigParameters
        Return New List(Of ConfigParameterDefinition) From {ConfigParameterDefinition.CreateEncryptedStringParameter("Password", "")}
    End Function

    Public Function ValidateConfigParameters(configParameters As KeyedCollection(Of String, ConfigParameter),
                                             page As ConfigParameterPage) As ParameterValidationResult _
        Implements IMAExtensible2GetParameters.ValidateConfigParameters
        If configParameters.Item("Password").Value = "" Then Throw New ArgumentException()
        Return New ParameterValidationResult()
    End Function
End Class

'@ read-bang | 502=fail
Public Class Connector
    Implements IMAExtensible2GetParameters

    Public Function GetConfigParameters(configParameters As KeyedCollection(Of String, ConfigParameter),
                                        page As ConfigParameterPage) As IList(Of ConfigParameterDefinition) _
        Implements IMAExtensible2GetParameters.GetConfigParameters
        Return New List(Of ConfigParameterDefinition) From {ConfigParameterDefinition.CreateEncryptedStringParameter("Password", "")}
    End Function

    Public Function ValidateConfigParameters(configParameters As KeyedCollection(Of String, ConfigParameter),
                                             page As ConfigParameterPage) As ParameterValidationResult _
        Implements IMAExtensible2GetParameters.ValidateConfigParameters
        If configParameters!Password.Value = "" Then Throw New ArgumentException()
        Return New ParameterValidationResult()
    End Function
End Class

'@ secret-const | 504=fail
Public Class Connector
    Implements IMAExtensible2CallImport

    Private Const Connection As String = "Server=sql01;User Id=ma;Password=Tr0ub4dor3;"

    Public ReadOnly Property ImportDefaultPageSize As Integer = 100 Implements IMAExtensible2CallImport.ImportDefaultPageSize
    Public ReadOnly Property ImportMaxPageSize As Integer = 1000 Implements IMAExtensible2CallImport.ImportMaxPageSize

    Public Function OpenImportConnection(configParameters As KeyedCollection(Of String, ConfigParameter), types As Schema,
                                         importRunStep As OpenImportConnectionRunStep) As OpenImportConnectionResults _
        Implements IMAExtensible2CallImport.OpenImportConnection
        Console.WriteLine(Connection)
        Return New OpenImportConnectionResults()
    End Function

    Public Function GetImportEntries(importRunStep As GetImportEntriesRunStep) As GetImportEntriesResults _
        Implements IMAExtensible2CallImport.GetImportEntries
        Return New GetImportEntriesResults With {.CSEntries = New List(Of CSEntryChange)()}
    End Function

    Public Function CloseImportConnection(importRunStep As CloseImportConnectionRunStep) As CloseImportConnectionResults _
        Implements IMAExtensible2CallImport.CloseImportConnection
        Return New CloseImportConnectionResults()
    End Function
End Class

'@ secret-module | 504=fail
Public Module Settings
    Public Connection As String = "Server=sql01;User Id=ma;Password=Tr0ub4dor3;"
End Module

Public Class Connector
    Implements IMAExtensible2CallImport

    Public ReadOnly Property ImportDefaultPageSize As Integer = 100 Implements IMAExtensible2CallImport.ImportDefaultPageSize
    Public ReadOnly Property ImportMaxPageSize As Integer = 1000 Implements IMAExtensible2CallImport.ImportMaxPageSize

    Public Function OpenImportConnection(configParameters As KeyedCollection(Of String, ConfigParameter), types As Schema,
                                         importRunStep As OpenImportConnectionRunStep) As OpenImportConnectionResults _
        Implements IMAExtensible2CallImport.OpenImportConnection
        Console.WriteLine(Settings.Connection)
        Return New OpenImportConnectionResults()
    End Function

    Public Function GetImportEntries(importRunStep As GetImportEntriesRunStep) As GetImportEntriesResults _
        Implements IMAExtensible2CallImport.GetImportEntries
        Return New GetImportEntriesResults With {.CSEntries = New List(Of CSEntryChange)()}
    End Function

    Public Function CloseImportConnection(importRunStep As CloseImportConnectionRunStep) As CloseImportConnectionResults _
        Implements IMAExtensible2CallImport.CloseImportConnection
        Return New CloseImportConnectionResults()
    End Function
End Class

'@ secret-interp | 504=fail
Public Class Connector
    Implements IMAExtensible2CallImport

    Public ReadOnly Property ImportDefaultPageSize As Integer = 100 Implements IMAExtensible2CallImport.ImportDefaultPageSize
    Public ReadOnly Property ImportMaxPageSize As Integer = 1000 Implements IMAExtensible2CallImport.ImportMaxPageSize

    Public Function OpenImportConnection(configParameters As KeyedCollection(Of String, ConfigParameter), types As Schema,
                                         importRunStep As OpenImportConnectionRunStep) As OpenImportConnectionResults _
        Implements IMAExtensible2CallImport.OpenImportConnection
        Console.WriteLine($"Server={importRunStep.CustomData};User Id=ma;Password=Tr0ub4dor3;")
        Return New OpenImportConnectionResults()
    End Function

    Public Function GetImportEntries(importRunStep As GetImportEntriesRunStep) As GetImportEntriesResults _
        Implements IMAExtensible2CallImport.GetImportEntries
        Return New GetImportEntriesResults With {.CSEntries = New List(Of CSEntryChange)()}
    End Function

    Public Function CloseImportConnection(importRunStep As CloseImportConnectionRunStep) As CloseImportConnectionResults _
        Implements IMAExtensible2CallImport.CloseImportConnection
        Return New CloseImportConnectionResults()
    End Function
End Class

'@ secret-lambda | 504=fail
Public Class Connector
    Implements IMAExtensible2CallImport

    Public ReadOnly Property ImportDefaultPageSize As Integer = 100 Implements IMAExtensible2CallImport.ImportDefaultPageSize
    Public ReadOnly Property ImportMaxPageSize As Integer = 1000 Implements IMAExtensible2CallImport.ImportMaxPageSize

    Public Function OpenImportConnection(configParameters As KeyedCollection(Of String, ConfigParameter), types As Schema,
                                         importRunStep As OpenImportConnectionRunStep) As OpenImportConnectionResults _
        Implements IMAExtensible2CallImport.OpenImportConnection
        Dim send As Action = Sub() Console.WriteLine("Server=sql01;User Id=ma;Password=Tr0ub4dor3;")
        send()
        Return New OpenImportConnectionResults()
    End Function

    Public Function GetImportEntries(importRunStep As GetImportEntriesRunStep) As GetImportEntriesResults _
        Implements IMAExtensible2CallImport.GetImportEntries
        Return New GetImportEntriesResults With {.CSEntries = New List(Of CSEntryChange)()}
    End Function

    Public Function CloseImportConnection(importRunStep As CloseImportConnectionRunStep) As CloseImportConnectionResults _
        Implements IMAExtensible2CallImport.CloseImportConnection
        Return New CloseImportConnectionResults()
    End Function
End Class

'@ result-linq | 410=fail
Public Class Connector
    Implements IMAExtensible2CallExport

    Public ReadOnly Property ExportDefaultPageSize As Integer = 1 Implements IMAExtensible2CallExport.ExportDefaultPageSize
    Public ReadOnly Property ExportMaxPageSize As Integer = 1 Implements IMAExtensible2CallExport.ExportMaxPageSize

    Public Sub OpenExportConnection(configParameters As KeyedCollection(Of String, ConfigParameter), types As Schema,
                                    exportRunStep As OpenExportConnectionRunStep) _
        Implements IMAExtensible2CallExport.OpenExportConnection
    End Sub

    Public Function PutExportEntries(csentries As IList(Of CSEntryChange)) As PutExportEntriesResults _
        Implements IMAExtensible2CallExport.PutExportEntries
        Dim results As New PutExportEntriesResults()
        For Each r In csentries.Select(Function(e) CSEntryChangeResult.Create(Guid.NewGuid(), Nothing, MAExportError.Success))
            results.CSEntryChangeResults.Add(r)
        Next
        Return results
    End Function

    Public Sub CloseExportConnection(exportRunStep As CloseExportConnectionRunStep) _
        Implements IMAExtensible2CallExport.CloseExportConnection
    End Sub
End Class

'@ engine-lambda | 411=fail
Public Class Connector
    Implements IMAExtensible2CallImport

    Public ReadOnly Property ImportDefaultPageSize As Integer = 100 Implements IMAExtensible2CallImport.ImportDefaultPageSize
    Public ReadOnly Property ImportMaxPageSize As Integer = 1000 Implements IMAExtensible2CallImport.ImportMaxPageSize

    Public Function OpenImportConnection(configParameters As KeyedCollection(Of String, ConfigParameter), types As Schema,
                                         importRunStep As OpenImportConnectionRunStep) As OpenImportConnectionResults _
        Implements IMAExtensible2CallImport.OpenImportConnection
        Dim agents = Function() Utils.MAs
        agents()
        Return New OpenImportConnectionResults()
    End Function

    Public Function GetImportEntries(importRunStep As GetImportEntriesRunStep) As GetImportEntriesResults _
        Implements IMAExtensible2CallImport.GetImportEntries
        Return New GetImportEntriesResults With {.CSEntries = New List(Of CSEntryChange)()}
    End Function

    Public Function CloseImportConnection(importRunStep As CloseImportConnectionRunStep) As CloseImportConnectionResults _
        Implements IMAExtensible2CallImport.CloseImportConnection
        Return New CloseImportConnectionResults()
    End Function
End Class

'@ change-with | 408=fail
Public Class Connector
    Implements IMAExtensible2CallImport

    Public ReadOnly Property ImportDefaultPageSize As Integer = 100 Implements IMAExtensible2CallImport.ImportDefaultPageSize
    Public ReadOnly Property ImportMaxPageSize As Integer = 1000 Implements IMAExtensible2CallImport.ImportMaxPageSize

    Public Function OpenImportConnection(configParameters As KeyedCollection(Of String, ConfigParameter), types As Schema,
                                         importRunStep As OpenImportConnectionRunStep) As OpenImportConnectionResults _
        Implements IMAExtensible2CallImport.OpenImportConnection
        Return New OpenImportConnectionResults()
    End Function

    Public Function GetImportEntries(importRunStep As GetImportEntriesRunStep) As GetImportEntriesResults _
        Implements IMAExtensible2CallImport.GetImportEntries
        Dim change As CSEntryChange = CSEntryChange.Create()
        With change
            .ObjectModificationType = ObjectModificationType.Add
            .AttributeChanges.Add(AttributeChange.CreateAttributeReplace("mail", "ada@contoso.com"))
        End With
        Return New GetImportEntriesResults With {.CSEntries = {change}}
    End Function

    Public Function CloseImportConnection(importRunStep As CloseImportConnectionRunStep) As CloseImportConnectionResults _
        Implements IMAExtensible2CallImport.CloseImportConnection
        Return New CloseImportConnectionResults()
    End Function
End Class

'@ value-literal | 409=fail
Public Class Connector
    Implements IMAExtensible2CallImport

    Public ReadOnly Property ImportDefaultPageSize As Integer = 100 Implements IMAExtensible2CallImport.ImportDefaultPageSize
    Public ReadOnly Property ImportMaxPageSize As Integer = 1000 Implements IMAExtensible2CallImport.ImportMaxPageSize

    Public Function OpenImportConnection(configParameters As KeyedCollection(Of String, ConfigParameter), types As Schema,
                                         importRunStep As OpenImportConnectionRunStep) As OpenImportConnectionResults _
        Implements IMAExtensible2CallImport.OpenImportConnection
        Return New OpenImportConnectionResults()
    End Function

    Public Function GetImportEntries(importRunStep As GetImportEntriesRunStep) As GetImportEntriesResults _
        Implements IMAExtensible2CallImport.GetImportEntries
        Dim change As CSEntryChange = CSEntryChange.Create()
        change.ObjectModificationType = ObjectModificationType.Add
        change.AttributeChanges.Add(AttributeChange.CreateAttributeAdd("born", #1/31/2000#))
        Return New GetImportEntriesResults With {.CSEntries = {change}}
    End Function

    Public Function CloseImportConnection(importRunStep As CloseImportConnectionRunStep) As CloseImportConnectionResults _
        Implements IMAExtensible2CallImport.CloseImportConnection
        Return New CloseImportConnectionResults()
    End Function
End Class

'@ value-decimal | 409=fail
Public Class Connector
    Implements IMAExtensible2CallImport

    Public ReadOnly Property ImportDefaultPageSize As Integer = 100 Implements IMAExtensible2CallImport.ImportDefaultPageSize
    Public ReadOnly Property ImportMaxPageSize As Integer = 1000 Implements IMAExtensible2CallImport.ImportMaxPageSize

    Public Function OpenImportConnection(configParameters As KeyedCollection(Of String, ConfigParameter), types As Schema,
                                         importRunStep As OpenImportConnectionRunStep) As OpenImportConnectionResults _
        Implements IMAExtensible2CallImport.OpenImportConnection
        Return New OpenImportConnectionResults()
    End Function

    Public Function GetImportEntries(importRunStep As GetImportEntriesRunStep) As GetImportEntriesResults _
        Implements IMAExtensible2CallImport.GetImportEntries
        Dim change As CSEntryChange = CSEntryChange.Create()
        change.ObjectModificationType = ObjectModificationType.Add
        Dim pay As Decimal = 1.5D
        change.AttributeChanges.Add(AttributeChange.CreateAttributeAdd("pay", pay))
        Return New GetImportEntriesResults With {.CSEntries = {change}}
    End Function

    Public Function CloseImportConnection(importRunStep As CloseImportConnectionRunStep) As CloseImportConnectionResults _
        Implements IMAExtensible2CallImport.CloseImportConnection
        Return New CloseImportConnectionResults()
    End Function
End Class

'@ null-list | 403=fail
Public Class Connector
    Implements IMAExtensible2CallImport

    Public ReadOnly Property ImportDefaultPageSize As Integer = 100 Implements IMAExtensible2CallImport.ImportDefaultPageSize
    Public ReadOnly Property ImportMaxPageSize As Integer = 1000 Implements IMAExtensible2CallImport.ImportMaxPageSize

    Public Function OpenImportConnection(configParameters As KeyedCollection(Of String, ConfigParameter), types As Schema,
                                         importRunStep As OpenImportConnectionRunStep) As OpenImportConnectionResults _
        Implements IMAExtensible2CallImport.OpenImportConnection
        Return New OpenImportConnectionResults()
    End Function

    Public Function GetImportEntries(importRunStep As GetImportEntriesRunStep) As GetImportEntriesResults _
        Implements IMAExtensible2CallImport.GetImportEntries
        Return New GetImportEntriesResults("", False, Nothing)
    End Function

    Public Function CloseImportConnection(importRunStep As CloseImportConnectionRunStep) As CloseImportConnectionResults _
        Implements IMAExtensible2CallImport.CloseImportConnection
        Return New CloseImportConnectionResults()
    End Function
End Class

'@ schema-array-loop | 301=fail
Public Class Connector
    Implements IMAExtensible2GetSchema

    Public Function GetSchema(configParameters As KeyedCollection(Of String, ConfigParameter)) As Schema _
        Implements IMAExtensible2GetSchema.GetSchema
        Dim result As Schema = Schema.Create()
        For Each name As String In {"user", "group"}
            result.Types.Add(SchemaType.Create(name, False))
        Next
        Return result
    End Function
End Class

'@ schema-with | 309=fail
Public Class Connector
    Implements IMAExtensible2GetSchema

    Public Function GetSchema(configParameters As KeyedCollection(Of String, ConfigParameter)) As Schema _
        Implements IMAExtensible2GetSchema.GetSchema
        Dim result As Schema = Schema.Create()
        Dim user As SchemaType = SchemaType.Create("user", True)
        With user.Attributes
            .Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.Binary))
        End With
        result.Types.Add(user)
        GetSchema = result
    End Function
End Class

'@ schema-dict | 312=fail
Public Class Connector
    Implements IMAExtensible2GetSchema

    Public Function GetSchema(configParameters As KeyedCollection(Of String, ConfigParameter)) As Schema _
        Implements IMAExtensible2GetSchema.GetSchema
        Dim result As Schema = Schema.Create()
        Dim user As SchemaType = SchemaType.Create("user", True)
        user.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String))
        Dim fields As New Dictionary(Of String, AttributeType) From {{"mail", AttributeType.String}, {"photo", AttributeType.Binary}}
        For Each field In fields
            user.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute(field.Key, field.Value))
        Next
        result.Types.Add(user)
        Return result
    End Function
End Class

'@ caps-module | 202=fail 217=fail
Public Module Defaults
    Public ReadOnly Capabilities As New MACapabilities With {.FullExport = True}
End Module

Public Class Connector
    Implements IMAExtensible2GetCapabilities

    Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
        Get
            Return Defaults.Capabilities
        End Get
    End Property
End Class

'@ caps-static | 202=fail
Public Class Connector
    Implements IMAExtensible2GetCapabilities

    Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
        Get
            Static cached As MACapabilities = New MACapabilities With {.FullExport = True}
            Return cached
        End Get
    End Property
End Class

'@ caps-auto | 202=fail
Public Class Connector
    Implements IMAExtensible2GetCapabilities

    Public ReadOnly Property Capabilities As New MACapabilities With {.FullExport = True} Implements IMAExtensible2GetCapabilities.Capabilities
End Class

'@ caps-autoprop | 202=fail
Public Class Connector
    Implements IMAExtensible2GetCapabilities

    Public ReadOnly Property Capabilities As MACapabilities = New MACapabilities With {.FullExport = True} Implements IMAExtensible2GetCapabilities.Capabilities
End Class

'@ caps-zero | 213=fail
Public Class Connector
    Implements IMAExtensible2GetCapabilities

    Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
        Get
            Return New MACapabilities With {.ExportType = Nothing}
        End Get
    End Property
End Class

'@ caps-with | 202=fail
Public Class Connector
    Implements IMAExtensible2GetCapabilities

    Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
        Get
            Capabilities = New MACapabilities()
            With Capabilities
                .FullExport = True
            End With
        End Get
    End Property
End Class

'@ partial | 202=fail
Partial Public Class Connector

    Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
        Get
            Return New MACapabilities With {.FullExport = True}
        End Get
    End Property
End Class

Partial Public Class Connector
    Implements IMAExtensible2GetCapabilities
End Class

'@ partition-array | 322=fail 302=fail
Public Class Connector
    Implements IMAExtensible2GetPartitions

    Public Function GetPartitions(configParameters As KeyedCollection(Of String, ConfigParameter)) As IList(Of Partition) Implements IMAExtensible2GetPartitions.GetPartitions
        Return {Partition.Create(Guid.NewGuid(), "dc=x"), Partition.Create(Guid.NewGuid(), "dc=y")}
    End Function
End Class

'@ partition-linq | 322=fail 302=fail
Public Class Connector
    Implements IMAExtensible2GetPartitions

    Public Function GetPartitions(configParameters As KeyedCollection(Of String, ConfigParameter)) As IList(Of Partition) Implements IMAExtensible2GetPartitions.GetPartitions
        Return (From dn In {"dc=a", "dc=b"} Select Partition.Create(Guid.NewGuid(), dn)).ToList()
    End Function
End Class
