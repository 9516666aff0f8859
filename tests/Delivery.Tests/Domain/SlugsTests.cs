using FsCheck;
using FsCheck.Fluent;
using Platform.Delivery.Domain;

namespace Platform.Delivery.Tests.Domain;

public sealed class SlugsTests
{
    [Theory]
    [InlineData("Overnight oats", "overnight-oats")]
    [InlineData("  Crème brûlée, 2 cups!  ", "creme-brulee-2-cups")]
    [InlineData("Farmer's – carry’s", "farmers-carrys")]
    [InlineData("Œufs à l’ÆGIR, Weißbrot", "oeufs-a-laegir-weissbrot")]
    [InlineData("早餐", "")]
    [InlineData("---", "")]
    public void A_slug_is_made_of_the_letters_and_digits_of_a_name(string name, string slug) => Slugs.Of(name).ShouldBe(slug);

    [Theory]
    [InlineData("a", true)]
    [InlineData("oats-2", true)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("Oats", false)]
    [InlineData("-oats", false)]
    [InlineData("oats-", false)]
    [InlineData("oats--2", false)]
    [InlineData("oats\n", false)]
    [InlineData("crème", false)]
    public void A_slug_is_told_from_what_is_none(string? text, bool isOne) => Slugs.Is(text).ShouldBe(isOne);

    [Fact]
    public void What_is_made_of_any_name_is_a_slug_or_empty_and_free_of_what_is_taken() =>
        Prop.ForAll<string?>(given =>
        {
            var name = given ?? "";
            var slug = Slugs.Of(name + new string('x', name.Length % 90));
            (slug.Length == 0 || Slugs.Is(slug)).ShouldBeTrue(slug);
            HashSet<string> taken = [];
            for (var i = 0; i < 12 && slug.Length > 0; i++)
            {
                var free = Slugs.Free(slug, taken);
                Slugs.Is(free).ShouldBeTrue(free);
                taken.Add(free).ShouldBeTrue(free);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Sixty_characters_are_one_and_sixty_one_are_not()
    {
        Slugs.Is(new string('a', 60)).ShouldBeTrue();
        Slugs.Is(new string('a', 61)).ShouldBeFalse();
        Slugs.Of(new string('a', 61)).Length.ShouldBe(60);
        Slugs.Free(new string('a', 60), new HashSet<string> { new('a', 60) }).ShouldBe(new string('a', 56) + "-2");
    }
}
