using ZenVoip.Registry.Domain;
using ZenVoip.Registry.Domain.Decisions;
using ZenVoip.Registry.Domain.Identifiers;
using ZenVoip.Registry.Domain.Subjects;

namespace ZenVoip.Registry.Tests.Subjects;

/// <summary>Decides about a subject from what the database would hold of it.</summary>
internal static class Asking
{
    extension(Subject subject)
    {
        /// <param name="by">Null: by subject id.</param>
        public Decision Ask(
            string purpose,
            Channel? channel = null,
            DigestedIdentifier? by = null,
            Controller? controller = null,
            DateTimeOffset? now = null) =>
            Decider.Decide(
                new Question(
                    controller ?? Controller.ZenVoip, Purpose.TryParse(purpose)!.Value, channel, by?.Identifier.Type),
                subject.Facts(by), Told.Rules, now ?? Told.Noon.AddDays(3));

        public DecisionOutcome May(
            string purpose, Channel? channel = null, DigestedIdentifier? by = null, Controller? controller = null) =>
            subject.Ask(purpose, channel, by, controller).Outcome;

        public DecisionOutcome Ask(Question byId, DateTimeOffset now) =>
            Decider.Decide(byId, subject.Facts(by: null), Told.Rules, now).Outcome;

        public Decision Ask(Question asked, DigestedIdentifier by, DateTimeOffset now) => Decider.Decide(
            asked with { AskedBy = by.Identifier.Type }, subject.Facts(by), Told.Rules, now);

        /// <summary>As if the address, and what was said of it alone, had never been.</summary>
        public DecisionOutcome AskWithout(Link address, Question byId, DateTimeOffset now)
        {
            var known = subject.Facts(by: null);
            var profile = subject.Profile();
            var person = known.People[0] with
            {
                Profile = profile with
                {
                    Addresses = profile.Addresses.RemoveAll(held => held.Link == address.Number),
                    Answers = profile.Answers.RemoveAll(answer => answer.Link == address.Number),
                    OptOuts = profile.OptOuts.RemoveAll(no => no.Link == address.Number),
                },
            };
            var kept = known.OptOuts.RemoveAll(no => no.Link == address.Number);
            return Decider.Decide(byId, new Facts([person], kept), Told.Rules, now).Outcome;
        }

        private Facts Facts(DigestedIdentifier? by) => (by, subject.Identifiers.Holds(by?.Digest)) switch
        {
            ({ } unheld, null) => new([], [.. subject.Kept(unheld.Digest, link: null)]),
            (_, var link) => new(
                [new Person(subject.Id, subject.Version, subject.Profile(), link?.Number)],
                [.. subject.Identifiers.Links.Where(held => held.IsOpen)
                    .SelectMany(held => subject.Kept(held.Digest, held.Number))]),
        };

        private IEnumerable<DigestOptOut> Kept(IdentifierDigest digest, int? link) => subject.OptOuts.OptOuts
            .Where(known => known.ReleasedAt is null && known.Via is { } via
                && subject.Identifiers.Links[via].Digest == digest)
            .Select(known => new DigestOptOut(
                link is null ? null : subject.Id, link, known.Controller, known.Purpose, known.Channel, known.Source,
                known.At));
    }
}
