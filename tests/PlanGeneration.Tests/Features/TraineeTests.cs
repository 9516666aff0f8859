using System.Net;
using System.Net.Http.Json;
using Platform.PlanGeneration.Data;
using Platform.PlanGeneration.Domain.Athletes;
using Platform.PlanGeneration.Domain.Catalogue;

namespace Platform.PlanGeneration.Tests.Features;

public sealed class TraineeTests(Service service) : IClassFixture<Service>
{
    private static readonly DateOnly On = new(2026, 11, 22);

    [Fact]
    public async Task An_athlete_is_what_profile_and_training_profile_say()
    {
        var id = await AthleteAsync();
        var trainee = await FindAsync(id);
        trainee.TrainingDays.ToList().ShouldBe([DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Thursday, DayOfWeek.Saturday]);
        trainee.MinutesOn(DayOfWeek.Saturday).ShouldBe(120);
        trainee.MinutesOn(DayOfWeek.Sunday).ShouldBe(0);
        trainee.OneRepMaxes["back-squat"].ShouldBe(93.33m);
        trainee.Vdot!.Value.ShouldBeInRange(45, 46);
        trainee.MaxHeartRate.ShouldBe(191);
        trainee.Spare.ShouldBe([BodyArea.LowerBack]);
    }

    [Fact]
    public async Task Training_is_at_the_primary_place_else_with_what_all_places_have_else_with_ones_body()
    {
        var id = await AthleteAsync();
        var me = service.Person(id);
        (await EquipmentAsync(id)).Has("barbell").ShouldBeFalse();
        (await EquipmentAsync(id)).Has("road").ShouldBeTrue();
        (await EquipmentAsync(id)).Meets(CatalogueIndex.Shipped.Find("push-up")!).ShouldBeTrue();

        var home = await LocationTests.MakeAsync(me, LocationTests.Place("Home", "barbell"), primary: false);
        await LocationTests.MakeAsync(me, LocationTests.Place("Gym", "squat-rack", "barbell"), primary: false);
        await LocationTests.MakeAsync(me, LocationTests.Place("Park"), primary: false);
        (await EquipmentAsync(id)).ShouldBe(Set("barbell", "squat-rack"));

        var primary = LocationTests.Place("Home", "barbell");
        primary["primary"] = true;
        await Service.ReadAsync(await me.PutAsJsonAsync($"api/locations/{home}", primary), HttpStatusCode.OK);
        (await EquipmentAsync(id)).ShouldBe(Set("barbell"));

        var bare = LocationTests.Place("Home");
        bare["primary"] = true;
        await Service.ReadAsync(await me.PutAsJsonAsync($"api/locations/{home}", bare), HttpStatusCode.OK);
        (await EquipmentAsync(id)).ShouldBe(EquipmentSet.Nothing);
    }

    [Fact]
    public async Task Somewhere_else_there_is_what_the_place_has_and_what_is_named()
    {
        var id = await AthleteAsync();
        await LocationTests.MakeAsync(service.Person(id), LocationTests.Place("Home", "barbell", "squat-rack"), primary: true);
        var hotel = await LocationTests.MakeAsync(service.Person(id), LocationTests.Place("Hotel", "barbell"), primary: false);

        await using var work = await service.Host.Database.BeginForAsync(id, CancellationToken.None);
        var place = await Locations.FindAsync(work, id, hotel, CancellationToken.None);
        (await AtAsync(place, null)).ShouldBe(Set("barbell"));
        (await AtAsync(place, ["squat-rack"])).ShouldBe(Set("barbell", "squat-rack"));
        (await AtAsync(null, ["squat-rack"])).ShouldBe(Set("squat-rack"));
        (await AtAsync(null, [])).ShouldBe(EquipmentSet.Nothing);
        (await AtAsync(null, null)).ShouldBe(Set("barbell", "squat-rack"));

        async Task<EquipmentSet> AtAsync(LocationRow? there, string[]? equipment) =>
            (await Trainees.FindAsync(work, id, On, there, equipment, CancellationToken.None))!.Equipment;
    }

    [Fact]
    public async Task Many_are_loaded_in_one_statement_those_without_a_training_profile_left_out_and_equal_equipment_shared()
    {
        var without = await service.AthleteAsync();
        var ids = new List<Guid>();
        for (var i = 0; i < 3; i++)
        {
            ids.Add(await AthleteAsync());
            await LocationTests.MakeAsync(service.Person(ids[i]), LocationTests.Place("Home", "barbell"), primary: true);
        }

        await using var work = await service.Host.Database.BeginAsync(CancellationToken.None);
        using var count = new StatementCount(service.Host.ConnectionString);
        var trainees = await Trainees.LoadAsync(work, [.. ids, without, Guid.CreateVersion7()], On, CancellationToken.None);
        count.Count.ShouldBe(1);
        trainees.Users.ShouldBe(ids, ignoreOrder: true);
        ids.Select(id => trainees.Find(id)!.Equipment).Distinct(ReferenceEqualityComparer.Instance).ShouldHaveSingleItem();
    }

    private async Task<Guid> AthleteAsync()
    {
        var id = await service.AthleteAsync(TrainingTests.Weekdays());
        await Service.ReadAsync(await service.Person(id).PutAsJsonAsync("api/athletes/me/training", TrainingTests.Training()), HttpStatusCode.Created);
        return id;
    }

    private async Task<Trainee> FindAsync(Guid id)
    {
        await using var work = await service.Host.Database.BeginAsync(CancellationToken.None);
        return (await Trainees.FindAsync(work, id, On, CancellationToken.None))!;
    }

    private async Task<EquipmentSet> EquipmentAsync(Guid id) => (await FindAsync(id)).Equipment;

    private static EquipmentSet Set(params string[] ids) => EquipmentSet.Of(CatalogueIndex.Shipped, ids);
}
