using System.Text;
using Platform.Clock;

// ./run clock: when a local time is due in a zone, date by date, by the Scheduler's own code. Needs no database.
// Written in one piece: a line at a time would be a system call each.
using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), bufferSize: 1 << 16);
return Command.Run(args, output, Console.Error);
