global using Platform.Delivery.Tests.Setup;
global using Platform.Testing;

[assembly: AssemblyFixture(typeof(Servers))]
