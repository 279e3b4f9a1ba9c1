"""The pages of the harbour's agency."""

from dabir.intake.families import Family

HARBOUR = Family(
    "harbour",
    {
        "mark": ("meta[name='generator'][content='Lenj']",),
        "title": (".lenj-title",),
        "lead": (".lenj-lead",),
        "body": (".lenj-text",),
        "date": (".lenj-day",),
        "drop": (".lenj-weather",),
    },
)
