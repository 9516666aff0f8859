using Platform.Testing;

[assembly: AssemblyFixture(typeof(Servers))]
