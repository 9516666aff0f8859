# Sourced by ./run, ./test and ./bench, in bash with `set -euo pipefail`, in the root of the checkout. What a machine needs
# before the platform can be built: the SDK, the servers, the answer to which packages its feed serves.

# Nothing that the build starts is left behind.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 UseSharedCompilation=false
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

die() {
    printf '%s\n' "$*" >&2
    exit 1
}

# All of it.
prepare() {
    need_sdk
    need_feed
    if ! feed_is_full; then
        need_packages postgresql rabbitmq-server
    fi
}

feed_is_full() {
    grep -qs '<Feed>full' .feed.props
}

# The .NET 10 SDK, which Debian does not package.
need_sdk() {
    command -v dotnet > /dev/null || PATH="$PATH:$HOME/.dotnet:/usr/share/dotnet"
    if ! dotnet --list-sdks 2> /dev/null | grep -q '^10\.'; then
        die "The .NET 10 SDK is not installed. See https://dotnet.microsoft.com/download/dotnet/10.0, or:
  curl -sSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel 10.0"
    fi
}

# need_packages NAME...: installs what is missing of these Debian packages. Servers among them are not started, now or
# at the next boot: the platform runs its own.
need_packages() {
    local missing=() package
    for package in "$@"; do
        is_installed "$package" || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    command -v apt-get > /dev/null || die "Not installed: ${missing[*]}. These are the names of the Debian packages; please install what your system calls them."
    echo "installing ${missing[*]}"
    # The functions are handed to root's shell: one trap there puts everything back.
    local script
    script="$(declare -f install_quietly put_back); install_quietly ${missing[*]}"
    if [ "$(id -u)" = 0 ]; then
        bash -euc "$script"
    elif command -v sudo > /dev/null; then
        sudo bash -euc "$script"
    else
        die "Not installed: ${missing[*]}. Run as root: apt-get install ${missing[*]}"
    fi
}

# A server that was installed in another way will do as well.
is_installed() {
    case $1 in
        postgresql) compgen -G '/usr/lib/postgresql/*/bin/postgres' > /dev/null || command -v postgres > /dev/null ;;
        rabbitmq-server) [ -x /usr/lib/rabbitmq/bin/rabbitmq-server ] || command -v rabbitmq-server > /dev/null ;;
        *) command -v "$1" > /dev/null || dpkg -s "$1" > /dev/null 2>&1 ;;
    esac
}

# As root. policy-rc.d is how Debian is told not to start what it installs; createcluster.conf is where PostgreSQL asks
# whether to make a cluster. Both are put back as they were, also after an installation that was interrupted.
install_quietly() {
    export DEBIAN_FRONTEND=noninteractive
    exec 8> /run/platform-install.lock
    flock 8 2> /dev/null || true
    put_back
    trap put_back EXIT
    trap 'exit 130' INT TERM HUP

    local apt=(apt-get -qq -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0)
    [ ! -e /usr/sbin/policy-rc.d ] || mv /usr/sbin/policy-rc.d /usr/sbin/policy-rc.d.before-platform
    printf '#!/bin/sh\n# platform-install: nothing is started.\nexit 101\n' > /usr/sbin/policy-rc.d
    chmod 755 /usr/sbin/policy-rc.d
    "${apt[@]}" update > /dev/null || echo "The package lists could not be refreshed; trying with those that are there." >&2
    case " $* " in
        *" postgresql "*)
            "${apt[@]}" install -y --no-install-recommends postgresql-common > /dev/null
            local conf=/etc/postgresql-common/createcluster.conf
            if [ -e "$conf" ]; then
                cp -p "$conf" "$conf.before-platform"
                sed -i -E 's/^[# ]*create_main_cluster.*/create_main_cluster = false/' "$conf"
            fi
            ;;
    esac
    "${apt[@]}" install -y --no-install-recommends "$@" > /dev/null
    # They were not here before, so nobody relies on their running.
    if command -v systemctl > /dev/null; then
        for package in "$@"; do
            case $package in
                postgresql | rabbitmq-server) systemctl disable --quiet "$package" > /dev/null 2>&1 || true ;;
            esac
        done
    fi
}

put_back() {
    local file
    if grep -qs '^# platform-install' /usr/sbin/policy-rc.d; then
        rm -f /usr/sbin/policy-rc.d
    fi
    for file in /usr/sbin/policy-rc.d /etc/postgresql-common/createcluster.conf; do
        [ ! -e "$file.before-platform" ] || mv -f "$file.before-platform" "$file"
    done
}

# Writes .feed.props once: `full` where the feed serves the packages that are not everywhere and a Docker engine
# answers, which Aspire and Testcontainers need; else `partial`. Delete the file to ask again.
need_feed() {
    [ ! -e .feed.props ] || return 0
    local feed=partial
    if docker info > /dev/null 2>&1; then
        local probe answer
        probe="$(mktemp -d)"
        {
            echo '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup><ItemGroup>'
            grep -E 'Include="(Aspire|Yarp|Testcontainers)\.' Directory.Packages.props | sed 's/PackageVersion/PackageReference/'
            sed -n 's|.*Sdk="\(Aspire.AppHost.Sdk\)" Version="\([^"]*\)".*|<PackageDownload Include="\1" Version="[\2]" />|p' AppHost/AppHost.full.targets | sort -u
            echo '</ItemGroup></Project>'
        } > "$probe/probe.csproj"
        if answer="$(cd "$probe" && timeout 180 dotnet restore probe.csproj --nologo -v q 2>&1)"; then
            feed=full
        elif ! grep -qE 'NU110[123]' <<< "$answer"; then
            # The feed did not say no, it did not answer: build with what is everywhere, and ask again next time.
            feed=
        fi
        rm -rf "$probe"
    fi
    [ -z "$feed" ] || printf '<Project>\n  <PropertyGroup>\n    <Feed>%s</Feed>\n  </PropertyGroup>\n</Project>\n' "$feed" > .feed.props
}

# is_changed PROJECT: whether anything was written since `build` last built it. Where it takes long to find out by building
# that nothing was. Folders count too: one is written when a file in it goes.
is_changed() {
    local built
    built="$(dirname "$1")/obj/.built"
    [ ! -e "$built" ] || [ -n "$(find . \( -name bin -o -name obj -o -path ./.git -o -path ./.data -o -path ./artifacts \) -prune \
        -o ! -path . -newer "$built" -print -quit)" ]
}

# build PROJECT...: in Release, silent unless it fails.
build() {
    local project log
    log="$(mktemp)"
    for project in "$@"; do
        # As old as what is built: a file that is written meanwhile is newer.
        touch "$log.started"
        if ! dotnet build "$project" -c Release --nologo -v q > "$log" 2>&1; then
            cat "$log" >&2
            rm -f "$log" "$log.started"
            die "$project does not build."
        fi
        mv "$log.started" "$(dirname "$project")/obj/.built"
    done
    rm -f "$log"
}
