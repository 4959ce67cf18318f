using PhoneServicesProxy.IosSlb.Model;

namespace PhoneServicesProxy.Import.Site;

/// <summary>Collects the notes and errors of an import.</summary>
internal sealed class ImportFindings
{
    private readonly List<ImportNote> _notes = [];
    private readonly List<ImportError> _errors = [];

    public IEnumerable<ImportNote> Notes => _notes.OrderBy(note => note.Line);

    public IEnumerable<ImportError> Errors => _errors.OrderBy(error => error.Line ?? int.MaxValue);

    public bool AnyError => _errors.Count > 0;

    public void Note(int line, string command, string instead) => _notes.Add(new(line, command, instead));

    public void Note(IEnumerable<ImportNote> notes) => _notes.AddRange(notes);

    public void Error(int? line, string message) => _errors.Add(new(line, message));

    public void Error(IEnumerable<ImportError> errors) => _errors.AddRange(errors);
}
