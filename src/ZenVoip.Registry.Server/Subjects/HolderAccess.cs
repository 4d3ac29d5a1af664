using ZenVoip.Registry.Server.Guard;
using ZenVoip.Registry.Server.Security;
using ZenVoip.Registry.Server.Storage;

namespace ZenVoip.Registry.Server.Subjects;

/// <summary>Which orders and tasks a caller may see.</summary>
internal static class HolderAccess
{
    extension(Caller caller)
    {
        /// <summary>
        /// By its id or in a list a token that names a system sees its own only, whatever else it may do. What another
        /// scope opens of a person (<c>Subject.orders</c>, <c>RightsRequest.tasks</c>) is not narrowed by it.
        /// </summary>
        public bool MaySee(WorkPlace place) => caller switch
        {
            { System: { } own } => own == place.System,
            _ => caller.IsOperator || caller.May(Scopes.SubjectsRead),
        };

        /// <summary>Whose to list; null: everybody's.</summary>
        /// <param name="asked">Null: all that the caller may see.</param>
        /// <exception cref="GraphFault">FORBIDDEN.</exception>
        public string? SystemOf(string? asked) => caller switch
        {
            { System: { } own } when asked is null || asked == own => own,
            { System: null, IsOperator: true } => asked,
            { System: null } => throw NamesNone(),
            _ => throw new GraphFault(ErrorCodes.Forbidden, "The token names another holder system."),
        };

        /// <summary>By what a person is known is told to who may read subjects, and to the holder.</summary>
        /// <exception cref="GraphFault">FORBIDDEN.</exception>
        public void MustKnowPeople(string system) => caller.MustHave(Scopes.SubjectsRead, system);

        /// <summary>What a person wrote is told to who works on their requests, and to the holder.</summary>
        /// <exception cref="GraphFault">FORBIDDEN.</exception>
        public void MustManageRights(string system) => caller.MustHave(Scopes.RightsManage, system);

        /// <summary>Only a holder, or an operator for it, answers.</summary>
        /// <exception cref="GraphFault">FORBIDDEN.</exception>
        public void MustBeHolder()
        {
            if (caller is { System: null, IsOperator: false })
                throw NamesNone();
        }

        private void MustHave(string scope, string system)
        {
            if (!caller.May(scope) && caller.System != system)
                throw new GraphFault(
                    ErrorCodes.Forbidden, $"This needs the scope {scope}, or a token of the system.");
        }
    }

    private static GraphFault NamesNone() => new(ErrorCodes.Forbidden, "The token names no holder system.");
}
