using System.Diagnostics;

namespace Platform.Standalone;

/// <summary>A process that ends with us, even when we are killed. Its lines go to a callback.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan OutputDrain = TimeSpan.FromSeconds(1);

    private readonly ChildOptions _options;
    private readonly Process _process;
    private readonly Lock _lines = new();
    private readonly TaskCompletionSource<int> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _outputEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _openStreams = 2;

    private ChildProcess(ChildOptions options)
    {
        _options = options;
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

        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Received(line.Data);
        _process.ErrorDataReceived += (_, line) => Received(line.Data);
        _process.Exited += async (_, _) =>
        {
            // What it said last explains why it ended; a grandchild may keep the pipe open for ever.
            await Task.WhenAny(_outputEnded.Task, Task.Delay(OutputDrain));
            _exited.TrySetResult(_process.ExitCode);
        };
    }

    /// <exception cref="System.ComponentModel.Win32Exception">There is no such program.</exception>
    public static ChildProcess Start(ChildOptions options)
    {
        var child = new ChildProcess(options);
        child.Id = ParentThread.Run(() =>
        {
            child._process.Start();
            return child._process.Id;
        });
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        if (!options.KeepInputOpen)
        {
            child.CloseInput();
        }

        return child;
    }

    public int Id { get; private set; }

    /// <summary>Ends with the exit code (128 + signal where a signal ended it), after the last line.</summary>
    public Task<int> Exited => _exited.Task;

    public bool IsRunning => !_exited.Task.IsCompleted;

    public void Send(Signal signal)
    {
        if (IsRunning)
        {
            Kernel.Send(Id, signal);
        }
    }

    /// <summary>Ends the child's standard input.</summary>
    public void CloseInput() => _process.StandardInput.Close();

    /// <summary>Asks for an orderly end; after <paramref name="patience"/> kills.</summary>
    public async Task StopAsync(TimeSpan patience)
    {
        Send(_options.StopSignal);
        if (await Task.WhenAny(_exited.Task, Task.Delay(patience)) != _exited.Task)
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

        await _exited.Task;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private void Received(string? line)
    {
        if (line is null)
        {
            if (Interlocked.Decrement(ref _openStreams) == 0)
            {
                _outputEnded.TrySetResult();
            }

            return;
        }

        lock (_lines)
        {
            _options.OnLine?.Invoke(line);
        }
    }
}
