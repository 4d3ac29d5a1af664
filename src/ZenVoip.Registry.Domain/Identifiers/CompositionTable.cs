using System.Collections.Frozen;
using System.Globalization;

namespace ZenVoip.Registry.Domain.Identifiers;

/// <summary>Which lower-case letter and mark are one letter, from Unicode's canonical decompositions.</summary>
internal static class CompositionTable
{
    /// <summary>A mark, its combining class, and pairs: the letter without it, the letter with it.</summary>
    private const string Marks = """
        0300 230 aàeèiìoòuùüǜnǹеѐиѝēḕōṑwẁâầăằêềôồơờưừyỳἀἂἁἃἐἒἑἓἠἢἡἣἰἲἱἳὀὂὁὃὐὒὑὓὠὢὡὣαὰεὲηὴιὶοὸυὺωὼ᾿῍ϊῒ῾῝ϋῢ¨῭
        0301 230 aáeéiíoóuúyýcćlĺnńrŕsśzźüǘgǵåǻæǽøǿ¨΅ϊΐαάεέηήιίϋΰοόυύωώϒϓгѓкќçḉēḗïḯkḱmḿõṍōṓpṕũṹwẃâấăắêếôốơớưứ
        0301 230 ἀἄἁἅἐἔἑἕἠἤἡἥἰἴἱἵὀὄὁὅὐὔὑὕὠὤὡὥ᾿῎῾῞
        0302 230 aâeêiîoôuûcĉgĝhĥjĵsŝwŵyŷzẑạậẹệọộ
        0303 230 aãnñoõiĩuũvṽâẫăẵeẽêễôỗơỡưữyỹ
        0304 230 aāeēiīoōuūüǖäǟȧǡæǣǫǭöȫõȭȯȱyȳиӣуӯgḡḷḹṛṝαᾱιῑυῡ
        0306 230 aăeĕgğiĭoŏuŭийуўжӂаӑеӗȩḝạặαᾰιῐυῠ
        0307 230 cċeėgġzżaȧoȯbḃdḋfḟhḣmṁnṅpṗrṙsṡśṥšṧṣṩtṫwẇxẋyẏſẛ
        0308 230 aäeëiïoöuüyÿιϊυϋϒϔеёіїаӓәӛжӝзӟиӥоӧөӫэӭуӱчӵыӹhḧõṏūṻwẅxẍtẗ
        0309 230 aảâẩăẳeẻêểiỉoỏôổơởuủưửyỷ
        030a 230 aåuůwẘyẙ
        030b 230 oőuűуӳ
        030c 230 cčdďeělľnňrřsštťzžaǎiǐoǒuǔüǚgǧkǩʒǯjǰhȟ
        030f 230 aȁeȅiȉoȍrȑuȕѵѷ
        0311 230 aȃeȇiȋoȏrȓuȗ
        0313 230 αἀεἐηἠιἰοὀυὐωὠρῤ
        0314 230 αἁεἑηἡιἱοὁυὑωὡρῥ
        031b 216 oơuư
        0323 220 bḅdḍhḥkḳlḷmṃnṇrṛsṣtṭvṿwẉzẓaạeẹiịoọơợuụưựyỵ
        0324 220 uṳ
        0325 220 aḁ
        0326 220 sștț
        0327 202 cçgģkķlļnņrŗsştţeȩdḑhḩ
        0328 202 aąeęiįuųoǫ
        032d 220 dḓeḙlḽnṋtṱuṷ
        032e 220 hḫ
        0330 220 eḛiḭuṵ
        0331 220 bḇdḏkḵlḻnṉrṟtṯzẕhẖ
        0342 230 ἀἆἁἇἠἦἡἧἰἶἱἷὐὖὑὗὠὦὡὧαᾶ¨῁ηῆ᾿῏ιῖϊῗ῾῟υῦϋῧωῶ
        0345 240 ἀᾀἁᾁἂᾂἃᾃἄᾄἅᾅἆᾆἇᾇἠᾐἡᾑἢᾒἣᾓἤᾔἥᾕἦᾖἧᾗὠᾠὡᾡὢᾢὣᾣὤᾤὥᾥὦᾦὧᾧὰᾲαᾳάᾴᾶᾷὴῂηῃήῄῆῇὼῲωῳώῴῶῷ
        3099 8 かがきぎくぐけげこごさざしじすずせぜそぞただちぢつづてでとどはばひびふぶへべほぼうゔゝゞカガキギクグケゲコゴサザシジスズセゼソゾタダチヂツヅテデトドハバヒビフブヘベホボウヴワヷヰヸヱヹ
        3099 8 ヲヺヽヾ
        309a 8 はぱひぴふぷへぺほぽハパヒピフプヘペホポ
        """;

    /// <summary>Pairs: a character that Unicode has twice, and the one to use.</summary>
    private const string Twice =
        "\u0340\u0300\u0341\u0301\u0343\u0313\u0374\u02B9\u1F71\u03AC\u1F73\u03AD\u1F75\u03AE\u1F77\u03AF"
        + "\u1F79\u03CC\u1F7B\u03CD\u1F7D\u03CE\u1FBE\u03B9\u1FD3\u0390\u1FE3\u03B0";

    public static readonly FrozenDictionary<(char Letter, char Mark), char> Composites = Lines()
        .SelectMany(line => line.Pairs.Chunk(2), (line, pair) => (Parts: (pair[0], line.Mark), One: pair[1]))
        .ToFrozenDictionary(entry => entry.Parts, entry => entry.One);

    public static readonly FrozenDictionary<char, (char Letter, char Mark)> Parts =
        Composites.ToFrozenDictionary(entry => entry.Value, entry => entry.Key);

    public static readonly FrozenDictionary<char, int> Classes = Lines()
        .DistinctBy(line => line.Mark).ToFrozenDictionary(line => line.Mark, line => line.Class);

    public static readonly FrozenDictionary<char, char> Same =
        Twice.Chunk(2).ToFrozenDictionary(pair => pair[0], pair => pair[1]);

    private static IEnumerable<(char Mark, int Class, string Pairs)> Lines() =>
        Marks.Split('\n').Select(line => line.Split(' ')).Select(parts => (
            (char)int.Parse(parts[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture),
            int.Parse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture),
            parts[2]));
}
