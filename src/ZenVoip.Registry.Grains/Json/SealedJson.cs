using System.Text.Json;
using ZenVoip.Registry.Grains.Secrecy;

namespace ZenVoip.Registry.Grains.Json;

/// <summary>Reads what is stored sealed. Its faults stay, those of a message between silos pass: so they differ.
/// </summary>
internal static class SealedJson
{
    /// <exception cref="SealBrokenException">Not what this key sealed for this purpose and number.</exception>
    /// <exception cref="SealedMisfitException">It has another form.</exception>
    public static T Read<T>(SubjectKey key, ReadOnlySpan<byte> @sealed, string purpose, long number)
    {
        var json = key.Open(@sealed, purpose, number);
        try
        {
            return JsonSerializer.Deserialize<T>(json, RegistryJson.Options) ?? throw new JsonException("It is null.");
        }
        // Whichever converter meets what it does not know: each says so in its own way.
        catch (Exception misfit) when (misfit is not OutOfMemoryException)
        {
            throw new SealedMisfitException(misfit);
        }
    }
}
