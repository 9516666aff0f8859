using Platform.Standalone;

namespace Platform.Benchmarks.Gateway;

/// <summary>nginx as a reverse proxy with kept-alive connections, in a scratch folder.</summary>
internal static class Nginx
{
    public static ChildProcess Start(string folder, int port, int upstream)
    {
        var file = Path.Combine(folder, "nginx.conf");
        File.WriteAllText(file,
            $$"""
            {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
            worker_processes auto;
            daemon off;
            pid {{folder}}/nginx.pid;
            error_log stderr warn;
            events { worker_connections 1024; }
            http {
                access_log off;
                keepalive_requests 1000000;
                client_body_temp_path {{folder}}/body;
                proxy_temp_path {{folder}}/proxy;
                fastcgi_temp_path {{folder}}/fastcgi;
                uwsgi_temp_path {{folder}}/uwsgi;
                scgi_temp_path {{folder}}/scgi;
                upstream service { server 127.0.0.1:{{upstream}}; keepalive 64; keepalive_requests 1000000; }
                server {
                    listen 127.0.0.1:{{port}};
                    location / {
                        proxy_pass http://service;
                        proxy_http_version 1.1;
                        proxy_set_header Connection "";
                        proxy_set_header X-Forwarded-For $remote_addr;
                        proxy_set_header X-Forwarded-Proto $scheme;
                        proxy_set_header X-Forwarded-Host $host;
                    }
                }
            }
            """);
        return ChildProcess.Start(new() { FileName = "nginx", Arguments = ["-e", "stderr", "-p", folder, "-c", file], OnLine = Figures.Note });
    }
}
