#!/usr/bin/env python3
"""Records when a local time is due in every zone of the tz database, by Python's zoneinfo, into due-times.txt.

The tests hold the Scheduler's own reckoning against this record. Nothing here knows of that code: it looks at each
zone's clock on the wall through `zoneinfo` and reads off the first instant at which the clock shows the wanted time or
a later one. That instant is the time itself, the first of two where it comes twice, and the end of the gap where it is
left out. A date that the clock never shows has no instant.

To record again, after an update of the package NodaTime (`DateTimeZoneProviders.Tzdb.VersionId` says which tz database
it carries), get the same version for Python and run this file; it takes a few minutes:

    apt-get install tzdata        or, without installing: apt-get download tzdata && dpkg-deb -x tzdata*.deb /tmp/tz
    PYTHONTZPATH=/tmp/tz/usr/share/zoneinfo python3 tests/Scheduler.Tests/Zones/record.py

Lines of the record:

    tzdb 2026f                                      the version recorded from
    span 1993-01-01 1995-12-31                      dates the runs below go through, one span after the other
    zones Europe/Paris Europe/Berlin                zones that agree in all that follows, up to the next such line
    02:30 90 85*90 60 215*30 …                      a time, and for date after date the minutes from 00:00 UTC of that
                                                    date to the due instant; 85*90 is 85 dates with 90, `-` no instant
"""

import datetime
import multiprocessing
import os
import pathlib
import sys
import zoneinfo

# Where a date was left out (Kwajalein 1993, Kiribati 1994 and 1995, Samoa and Tokelau 2011), and the years of now.
SPANS = [(1993, 1995), (2011, 2011), (2024, 2030)]
TIMES = ["00:00", "00:30", "01:45", "02:00", "02:15", "02:30", "03:30", "04:00", "07:00", "12:00", "22:00", "23:30", "23:59"]
HOUR = 3600
DAY = 24 * HOUR
EPOCH = datetime.date(1970, 1, 1)


def offset(zone, instant):
    """Seconds by which the clock on the wall is ahead of UTC at the instant (seconds since 1970)."""
    ahead = datetime.datetime.fromtimestamp(instant, zone).utcoffset()
    return ahead.days * DAY + ahead.seconds


def stretches(zone, start, end):
    """The stretches of constant offset from start to end: (first instant, instant after the last, offset)."""
    found = []
    since, now = start, offset(zone, start)
    for instant in range(start + HOUR, end + HOUR, HOUR):
        later = offset(zone, instant)
        if later != now:
            before, after = instant - HOUR, instant
            while after - before > 1:
                middle = (before + after) // 2
                if offset(zone, middle) == now:
                    before = middle
                else:
                    after = middle
            found.append((since, after, now))
            since, now = after, later
    found.append((since, end + HOUR, now))
    return found


def due(clock, date, minute):
    """Minutes from 00:00 UTC of the date (days since 1970) to the due instant; None where the clock shows no such date."""
    midnight = date * DAY
    # No clock is as much as a day and a half from UTC.
    around = [s for s in clock if s[1] > midnight - 2 * DAY and s[0] < midnight + 4 * DAY]
    if not any(max(since + ahead, midnight) < min(until + ahead, midnight + DAY) for since, until, ahead in around):
        return None
    wanted = midnight + minute * 60
    for since, until, ahead in around:
        instant = max(since, wanted - ahead)
        if instant < until:
            minutes, seconds = divmod(instant - midnight, 60)
            if seconds:
                raise ValueError("An instant within a minute cannot be recorded.")
            return minutes
    raise ValueError("The clock was not looked at for long enough.")


def runs(values):
    """90 90 90 60 as 3*90 60."""
    words, count = [], 0
    for i, value in enumerate(values):
        count += 1
        if i + 1 == len(values) or values[i + 1] != value:
            text = "-" if value is None else str(value)
            words.append(text if count == 1 else f"{count}*{text}")
            count = 0
    return " ".join(words)


def record(name):
    zone = zoneinfo.ZoneInfo(name)
    days = []
    for first, last in SPANS:
        first = (datetime.date(first, 1, 1) - EPOCH).days
        after = (datetime.date(last + 1, 1, 1) - EPOCH).days
        clock = stretches(zone, (first - 3) * DAY, (after + 5) * DAY)
        days += [(clock, date) for date in range(first, after)]
    lines = []
    for time in TIMES:
        minute = int(time[:2]) * 60 + int(time[3:])
        lines.append(f"{time} {runs([due(clock, date, minute) for clock, date in days])}")
    return name, "\n".join(lines)


def version():
    for folder in zoneinfo.TZPATH:
        source = pathlib.Path(folder, "tzdata.zi")
        if source.exists():
            return source.read_text(encoding="utf-8").split("\n", 1)[0].removeprefix("# version ")
    sys.exit(f"No tzdata.zi in {os.pathsep.join(zoneinfo.TZPATH)}: it is what tells the version. PYTHONTZPATH names a folder that has it.")


def main():
    alike = {}
    # Debian keeps the machine's own setting beside the zones.
    names = sorted(zoneinfo.available_timezones() - {"localtime"})
    with multiprocessing.Pool() as pool:
        for name, lines in pool.imap(record, names, chunksize=8):
            alike.setdefault(lines, []).append(name)
    with open(pathlib.Path(__file__).with_name("due-times.txt"), "w", encoding="utf-8", newline="\n") as file:
        print("tzdb", version(), file=file)
        for first, last in SPANS:
            print(f"span {first}-01-01 {last}-12-31", file=file)
        for lines, those in alike.items():
            print("zones", *those, file=file)
            print(lines, file=file)


if __name__ == "__main__":
    main()
