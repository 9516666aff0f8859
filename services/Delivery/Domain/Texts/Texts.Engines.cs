namespace Platform.Delivery.Domain;

/// <content>What meals, cardio and the check-in say.</content>
internal sealed partial class Texts
{
    public string MealsTitle => Get();
    public string MealsAsk => Get();
    public string MealFormPortion => Get();
    public string MealFormPortionHint => Get();
    public string MealEaten(string portion) => Fill(Get(), portion);
    public string MealSkipped => Get();

    public string Breakfast => Get();
    public string BreakfastDetail => Get();
    public string Lunch => Get();
    public string LunchDetail => Get();
    public string Dinner => Get();
    public string DinnerDetail => Get();
    public string Energy(int kcal) => Fill(Get(), kcal);
    public string Protein(int grams) => Fill(Get(), grams);

    public string EasyCardio => Get();
    public string EasyCardioDetail => Get();
    public string CardioTitle => Get();
    public string CardioAsk => Get();
    public string CardioFormMinutes => Get();
    public string CardioFormMinutesHint(int example) => Fill(Get(), example);
    public string CardioFormDistance(string unit) => Fill(Get(), unit);
    public string CardioFormHeartRate => Get();
    public string OptionalHint(string example) => Fill(Get(), example);

    public string CheckInTitle => Get();
    public string CheckInAsk => Get();
    public string CheckInItem => Get();
    public string CheckInMood => Get();
    public string CheckInMoodHint => Get();
    public string CheckInEnergy => Get();
    public string CheckInEnergyHint => Get();
    public string CheckInSleep => Get();
    public string CheckInSleepHint(string example) => Fill(Get(), example);
    public string CheckInSoreness => Get();
    public string CheckInSorenessHint => Get();
    public string CheckInWeight(string unit) => Fill(Get(), unit);
    public string CheckInWeightHint(string example) => Fill(Get(), example);
    public string CheckInShown(int mood, int energy, int soreness, string sleep) => Fill(Get(), mood, energy, soreness, sleep);
    public string CheckInShownWithWeight(int mood, int energy, int soreness, string sleep, string weight) =>
        Fill(Get(), mood, energy, soreness, sleep, weight);
}
