"""The oracle: fixture connectors run under a real CLR, and the readers' facts are held against what they really do."""
