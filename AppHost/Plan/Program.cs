using Platform.Plan;
using Platform.PlanGeneration.Domain.Validation;
using Spectre.Console;

// ./run plan: makes a plan as the service makes it, checks it as the service checks it, and prints it. Needs no database.
// Exit code 0 only for a plan without a fault.
if (!Request.TryRead(args, out var request, out var complaint))
{
    Console.Error.WriteLine(complaint);
    return 1;
}

if (Console.IsOutputRedirected)
{
    AnsiConsole.Profile.Capabilities.Ansi = false;
    AnsiConsole.Profile.Width = 170;
}

var plan = request.Example.Build();
var faults = PlanValidator.Check(plan, request.Example.Order.Trainee);
if (request.Week is { } week && week > plan.Weeks.Count)
{
    Console.Error.WriteLine($"The plan has {plan.Weeks.Count} weeks: --week takes 1 to {plan.Weeks.Count}.");
    return 1;
}

PlanPrinter.Print(plan, request.Example, request.Week);
foreach (var fault in faults)
{
    AnsiConsole.MarkupLineInterpolated($"[red]{fault.Rule}[/] at {fault.Path}: {fault.Reason}");
}

return faults.Count == 0 ? 0 : 1;
