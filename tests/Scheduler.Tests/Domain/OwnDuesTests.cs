using NodaTime;
using Platform.Scheduler.Domain;

namespace Platform.Scheduler.Tests.Domain;

public sealed class OwnDuesTests
{
    private static readonly TimeOnly Seven = new(7, 0);
    private static readonly TaskDefinition SevenOClock = new() { Name = "seven", Bit = 0, LocalTime = Seven };
    private static readonly DateOnly Sunday = new(2026, 11, 22);

    private static DateTimeZone Zone(string id) => DateTimeZoneProviders.Tzdb[id];

    private static DateTimeOffset Utc(int day, int hour, int minute = 0) => new(2026, 11, day, hour, minute, 0, TimeSpan.Zero);

    [Fact]
    public void A_newcomer_is_owed_nothing_of_the_time_before_they_came() =>
        OwnDues.ForNewcomer(SevenOClock, new(DateTimeZone.Utc, null), since: Utc(22, 8), now: Utc(22, 8)).ShouldBeEmpty();

    [Fact]
    public void A_newcomer_is_owed_what_came_due_while_their_message_was_on_its_way() =>
        OwnDues.ForNewcomer(SevenOClock, new(DateTimeZone.Utc, null), since: Utc(22, 6, 59), now: Utc(22, 9)).Select(d => d.LocalDate).ShouldBe([Sunday]);

    [Fact]
    public void What_comes_due_within_the_hour_is_owed_as_well_for_the_wave_may_start_unseen()
    {
        OwnDues.ForNewcomer(SevenOClock, new(DateTimeZone.Utc, null), since: Utc(22, 6), now: Utc(22, 6)).Select(d => d.At).ShouldBe([Utc(22, 7)]);
        OwnDues.ForNewcomer(SevenOClock, new(DateTimeZone.Utc, null), since: Utc(22, 5, 59), now: Utc(22, 5, 59)).ShouldBeEmpty();
    }

    [Fact]
    public void A_mover_to_the_east_is_owed_the_morning_they_flew_over()
    {
        // 05:00 in Paris, 13:00 in Tokyo: seven o'clock of the day has passed there and had not come here.
        var owed = OwnDues.ForMover(SevenOClock, new(Zone("Asia/Tokyo"), null), firstNotDone: Sunday, now: Utc(22, 4));

        owed.Select(d => (d.LocalDate, d.At)).ShouldBe([(Sunday, Utc(21, 22))]);
    }

    [Fact]
    public void A_mover_to_the_west_who_has_had_the_morning_is_owed_nothing() =>
        OwnDues.ForMover(SevenOClock, new(Zone("America/St_Johns"), null), firstNotDone: Sunday.AddDays(1), now: Utc(22, 8)).ShouldBeEmpty();

    [Fact]
    public void A_mover_over_the_date_line_is_owed_both_dates_that_have_passed_there()
    {
        // Saturday 23:30 in Honolulu is Sunday 23:30 on Kiritimati; 22:00 of Saturday was done, of Sunday was not.
        var now = Utc(22, 9, 30);

        OwnDues.ForMover(SevenOClock, new(Zone("Pacific/Kiritimati"), new(22, 0)), Sunday, now).Select(d => d.LocalDate).ShouldBe([Sunday]);
        OwnDues.ForMover(SevenOClock, new(Zone("Pacific/Kiritimati"), new(22, 0)), Sunday.AddDays(-1), now).Select(d => d.LocalDate)
            .ShouldBe([Sunday.AddDays(-1), Sunday]);
    }

    [Fact]
    public void However_old_the_message_only_a_week_or_so_is_looked_back_on() =>
        OwnDues.ForNewcomer(SevenOClock, new(DateTimeZone.Utc, null), since: Utc(1, 0).AddYears(-3), now: Utc(22, 8)).Count().ShouldBe(8);

    [Fact]
    public void Whoever_moves_when_and_where_each_date_is_run_once_by_the_old_zone_their_own_row_or_the_new_zone()
    {
        string[] ids = ["Pacific/Kiritimati", "Asia/Kathmandu", "Europe/Paris", "America/St_Johns", "Pacific/Honolulu", "Pacific/Pago_Pago"];
        foreach (var from in ids)
        {
            foreach (var to in ids.Where(id => id != from))
            {
                for (var hour = 0; hour < 48; hour++)
                {
                    var now = Utc(21, 0).AddHours(hour).AddMinutes(30);
                    var lastInOld = DueTimes.After(Zone(from), Seven, now).LocalDate;
                    var firstInNew = DueTimes.After(Zone(to), Seven, now).LocalDate;
                    var own = OwnDues.ForMover(SevenOClock, new(Zone(to), null), lastInOld, now).Select(d => d.LocalDate).ToList();

                    // Done in the old zone: all before its pending date. The new zone does its pending date and all later.
                    var dates = Enumerable.Range(-4, 9).Select(Sunday.AddDays).ToList();
                    dates.Where(d => d >= lastInOld && d < firstInNew).Except(own).ShouldBeEmpty($"{from} to {to} at {now:O} loses a day");
                    own.Where(d => d < lastInOld).ShouldBeEmpty($"{from} to {to} at {now:O} doubles a day");
                }
            }
        }
    }
}
