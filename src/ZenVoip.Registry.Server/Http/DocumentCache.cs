using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace ZenVoip.Registry.Server.Http;

/// <summary>Remembers admitted documents by their text, within bounds; refused ones never come here.</summary>
/// <remarks>Second chance: the oldest document that was not used since its last turn makes room.</remarks>
internal sealed class DocumentCache(IOptions<GraphQLOptions> options)
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Queue<Entry> _turns = new();
    private readonly Lock _adding = new();
    private long _characters;

    public AdmittedDocument? Find(string key)
    {
        if (!_entries.TryGetValue(key, out var entry)) return null;
        // Written only when it changes: all cores read this.
        if (!entry.Used) entry.Used = true;
        return entry.Document;
    }

    public void Add(string key, AdmittedDocument document)
    {
        var entry = new Entry(key, document);
        if (entry.Characters > options.Value.CachedCharacters) return;
        lock (_adding)
        {
            if (!_entries.TryAdd(key, entry)) return;
            _turns.Enqueue(entry);
            _characters += entry.Characters;
            while (_entries.Count > options.Value.CachedDocuments || _characters > options.Value.CachedCharacters)
                MakeRoom();
        }
    }

    private void MakeRoom()
    {
        var oldest = _turns.Dequeue();
        if (oldest.Used)
        {
            oldest.Used = false;
            _turns.Enqueue(oldest);
            return;
        }
        _entries.TryRemove(oldest.Key, out _);
        _characters -= oldest.Characters;
    }

    private sealed class Entry(string key, AdmittedDocument document)
    {
        public string Key => key;
        public AdmittedDocument Document => document;
        public int Characters => document.Text.Length;
        public volatile bool Used;
    }
}
