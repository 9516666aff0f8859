// They read /proc and send signals.
[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]
