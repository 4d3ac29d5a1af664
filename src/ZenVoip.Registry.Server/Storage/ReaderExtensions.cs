using System.Data.Common;

namespace ZenVoip.Registry.Server.Storage;

/// <summary>The vocabulary of readers.</summary>
internal static class ReaderExtensions
{
    extension(DbDataReader reader)
    {
        public string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

        public int? Number(int column) => reader.IsDBNull(column) ? null : reader.GetInt32(column);

        public byte[] Bytes(int column) => reader.GetFieldValue<byte[]>(column);
    }
}
