using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace ZenVoip.Registry.Grains.Secrecy;

/// <summary>
/// Writes fields one after the other so that no two different lists of fields give the same bytes:
/// what is authenticated cannot be read in a second way. Text and bytes carry their length in front.
/// </summary>
public sealed class FieldWriter
{
    private readonly ArrayBufferWriter<byte> buffer = new(initialCapacity: 256);

    public ReadOnlySpan<byte> Written => buffer.WrittenSpan;

    public FieldWriter Text(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        Length(length);
        Encoding.UTF8.GetBytes(text, buffer.GetSpan(length));
        buffer.Advance(length);
        return this;
    }

    public FieldWriter Bytes(ReadOnlySpan<byte> bytes)
    {
        Length(bytes.Length);
        buffer.Write(bytes);
        return this;
    }

    public FieldWriter Number(long number)
    {
        BinaryPrimitives.WriteInt64BigEndian(buffer.GetSpan(sizeof(long)), number);
        buffer.Advance(sizeof(long));
        return this;
    }

    private void Length(int length)
    {
        BinaryPrimitives.WriteInt32BigEndian(buffer.GetSpan(sizeof(int)), length);
        buffer.Advance(sizeof(int));
    }
}
