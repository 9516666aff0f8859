namespace Platform.Delivery.Domain;

/// <content>What is wrong with a number that was typed: the field, the rule, an example.</content>
internal sealed partial class Texts
{
    public string FieldWeight => Get();
    public string FieldReps => Get();
    public string FieldPortion => Get();
    public string FieldMinutes => Get();
    public string FieldDistance => Get();
    public string FieldHeartRate => Get();
    public string FieldMood => Get();
    public string FieldEnergy => Get();
    public string FieldSoreness => Get();
    public string FieldSleep => Get();
    public string FaultNotANumber(string field, string example) => Fill(Get(), field, example);
    public string FaultNotAMeasure(string field, string unit, string example) => Fill(Get(), field, unit, example);
    public string FaultNotWhole(string field, string example) => Fill(Get(), field, example);
    public string FaultTooLow(string field, string least, string example) => Fill(Get(), field, least, example);
    public string FaultTooHigh(string field, string most, string example) => Fill(Get(), field, most, example);
    public string FaultDecimals(string field, string example) => Fill(Get(), field, example);
    public string FaultStep(string field, string step, string example) => Fill(Get(), field, step, example);
    public string UnitKilograms => Get();
    public string UnitPounds => Get();
    public string UnitKilometres => Get();
    public string UnitMiles => Get();
    public string UnitHours => Get();
}
