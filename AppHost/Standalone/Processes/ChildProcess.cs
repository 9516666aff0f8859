using System.Diagnostics;

namespace Platform.Standalone;

/// <summary>A process that ends with us, even when we are killed. Its lines go to a callback.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan OutputDrain = TimeSpan.FromSeconds(1);

    private readonly ChildOptions options;
    private readonly Process process;
    private readonly Lock lines = new();
    private readonly TaskCompletionSource<int> exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource outputEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int openStreams = 2;

    private ChildProcess(ChildOptions options)
    {
        this.options = options;
        var command = Launcher.Command(options);
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            WorkingDirectory = options.WorkingDirectory ?? "",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in options.Environment)
        {
            start.Environment[name] = value;
        }

        process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Received(line.Data);
        process.ErrorDataReceived += (_, line) => Received(line.Data);
        process.Exited += async (_, _) =>
        {
            // What it said last explains why it ended; a grandchild may keep the pipe open for ever.
            await Task.WhenAny(outputEnded.Task, Task.Delay(OutputDrain));
            exited.TrySetResult(process.ExitCode);
        };
    }

    /// <exception cref="System.ComponentModel.Win32Exception">There is no such program.</exception>
    public static ChildProcess Start(ChildOptions options)
    {
        var child = new ChildProcess(options);
        child.Id = ParentThread.Run(() =>
        {
            child.process.Start();
            return child.process.Id;
        });
        child.process.BeginOutputReadLine();
        child.process.BeginErrorReadLine();
        if (!options.KeepInputOpen)
        {
            child.CloseInput();
        }

        return child;
    }

    public int Id { get; private set; }

    /// <summary>Ends with the exit code (128 + signal where a signal ended it), after the last line.</summary>
    public Task<int> Exited => exited.Task;

    public bool IsRunning => !exited.Task.IsCompleted;

    public void Send(Signal signal)
    {
        if (IsRunning)
        {
            Kernel.Send(Id, signal);
        }
    }

    /// <summary>Ends the child's standard input.</summary>
    public void CloseInput() => process.StandardInput.Close();

    /// <summary>Asks for an orderly end; after <paramref name="patience"/> kills.</summary>
    public async Task StopAsync(TimeSpan patience)
    {
        Send(options.StopSignal);
        if (await Task.WhenAny(exited.Task, Task.Delay(patience)) != exited.Task)
        {
            await KillAsync();
        }
    }

    /// <summary>SIGKILL to the child and to all that descends from it; returns when the child is gone.</summary>
    public async Task KillAsync()
    {
        if (IsRunning)
        {
            var descendants = Descendants.Of(Id);
            Kernel.Send(Id, Signal.Kill);
            foreach (var descendant in descendants)
            {
                Kernel.Send(descendant, Signal.Kill);
            }
        }

        await exited.Task;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        process.Dispose();
    }

    private void Received(string? line)
    {
        if (line is null)
        {
            if (Interlocked.Decrement(ref openStreams) == 0)
            {
                outputEnded.TrySetResult();
            }

            return;
        }

        lock (lines)
        {
            options.OnLine?.Invoke(line);
        }
    }
}
