namespace ZenVoip.Registry.Grains.Subjects;

/// <summary>Where subjects are stored, and how much of one.</summary>
public static class SubjectStorage
{
    /// <summary>The name of the grain storage provider.</summary>
    public const string Provider = "registry";

    /// <summary>Bytes of sealed state. A no is stored beyond it.</summary>
    public const int MaxState = 256 * 1024;
}
