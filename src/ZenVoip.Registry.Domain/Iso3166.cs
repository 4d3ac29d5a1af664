using System.Collections.Frozen;

namespace ZenVoip.Registry.Domain;

/// <summary>The places that have a code of ISO 3166.</summary>
internal static class Iso3166
{
    /// <summary>
    /// ISO 3166-1 alpha-2, officially assigned, and <c>XK</c>: Kosovo has none, and everybody uses this one; of the
    /// reserved ones <c>AC</c> and <c>TA</c> (Ascension, Tristan da Cunha), which have telephone numbers of their own.
    /// <c>UK</c> and <c>EU</c> are refused.
    /// </summary>
    private static readonly FrozenSet<string> Countries = Codes("""
        AC AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY
        BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM
        FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT
        JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN
        MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT
        PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TA TC TD TF TG TH TJ TK
        TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW
        """);

    /// <summary>Parts of the United States (ISO 3166-2:US): rules depend on them, so a wrong one is refused.</summary>
    private static readonly FrozenSet<string> States = Codes("""
        AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR
        PA RI SC SD TN TX UT VT VA WA WV WI WY DC AS GU MP PR UM VI
        """);

    public static bool IsCountry(string code) => Countries.Contains(code);

    /// <summary>Whether the country may have such a part: one to three letters or digits.</summary>
    public static bool IsPart(string country, string part) => country == "US"
        ? States.Contains(part)
        : HasFormOfPart(part);

    public static bool HasFormOfPart(string part) =>
        part is { Length: >= 1 and <= 3 } && part.All(char.IsAsciiLetterOrDigit);

    private static FrozenSet<string> Codes(string list) => list
        .Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
        .ToFrozenSet(StringComparer.Ordinal);
}
