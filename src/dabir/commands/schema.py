"""`dabir schema`: the JSON Schema of a record."""

import click


@click.command("schema")
def command() -> None:
    r"""Print the JSON Schema of a record, as `dabir read -f jsonl` writes them.

    \b
    Example:
      dabir schema > record.schema.json
    """
    import json

    from dabir.export.schema import record_schema

    click.echo(json.dumps(record_schema(), indent=2))
