"""Each format read by the other side's own program, which must find our words at our places.

`make peers` installs the programs and runs this; a test whose program is missing is skipped.
"""

import json
import sys
import types
import uuid
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from dabir.export import inception, writer
from dabir.export.inception import LINK, SPAN
from dabir.export.labelstudio import CONFIG
from dabir.export.layers import file_stem, layer_of
from dabir.export.revision import revise
from dabir.export.units import from_utf16
from dabir.records import Record
from tests.export.exchanged import EMOJI, all_records
from tests.export.made import make_record
from tests.guide.blocks import ROOT, Block, blocks_of

RECORDS = all_records()
INSTALL = "not installed: make peers"
Marked = set[tuple[str, int, int, str]]


def peer(name: str) -> Any:
    """The other side's package; the test is skipped where it is missing."""
    return pytest.importorskip(name, reason=f"{name} is {INSTALL}", exc_type=ImportError)


def written(form: str, folder: Path, records: list[Record] = RECORDS) -> Path:
    out = folder / form
    writer(form).write([(record, {}) for record in records], out)
    return out


def lines_of(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]


def marked(record: Record) -> Marked:
    return {(m.label, s.start, s.end, s.text) for m in layer_of(record).markings for s in m.spans}


def words(text: str) -> str:
    return " ".join(text.split())


# --- brat ----------------------------------------------------------------------------------------


def test_brat_is_read_by_eds_nlp(tmp_path: Path) -> None:
    standoff = peer("edsnlp.data.standoff")
    folder = written("brat", tmp_path)
    for record in RECORDS:
        stem = folder / file_stem(record.id)
        read = standoff.parse_standoff_file(f"{stem}.txt", [f"{stem}.ann"])
        assert read["text"] == record.text
        found = set()
        for entity in read["entities"]:
            pieces = entity["fragments"]
            first, last = pieces[0]["begin"], pieces[-1]["end"]
            found.add((entity["label"], first, last, read["text"][first:last]))
        assert found == marked(record)
        kinds = [e["attributes"]["Kind"] for e in read["entities"] if e["label"] == "Cue"]
        assert sorted(kinds) == sorted(said.kind for said in record.statements)


def test_brat_is_read_by_pybrat(tmp_path: Path) -> None:
    # Its strict mode refuses two markings of the same words, which brat itself allows.
    parser = peer("pybrat.parser").BratParser(error="ignore")
    read = {
        example.id.split("/")[-1]: example for example in parser.parse(written("brat", tmp_path))
    }
    for record in RECORDS:
        example = read[file_stem(record.id)]
        assert len(example.entities) == len(layer_of(record).markings)
        assert len(example.relations) == len(layer_of(record).links)
        for entity in example.entities:
            pieces = (record.text[piece.start : piece.end] for piece in entity.spans)
            assert " ".join(pieces) == entity.mention


# --- doccano -------------------------------------------------------------------------------------


MODELS = {
    "examples.models": ("Example",),
    "label_types.models": ("CategoryType", "LabelType", "RelationType", "SpanType"),
    "labels.models": ("Category", "Label", "Relation", "Span", "TextLabel"),
    "projects.models": ("Project",),
}


def doccano_labels(monkeypatch: pytest.MonkeyPatch) -> Any:
    """doccano's own import of labels, with nothing for the tables of its database."""
    if not (found := find_spec("backend")) or not found.submodule_search_locations:
        pytest.skip("doccano is not installed: make peers")
    for name, tables in MODELS.items():
        models = types.ModuleType(name)
        for table in tables:
            setattr(models, table, type(table, (), {}))
        monkeypatch.setitem(sys.modules, name.partition(".")[0], types.ModuleType(name))
        monkeypatch.setitem(sys.modules, name, models)
    monkeypatch.syspath_prepend(next(iter(found.submodule_search_locations)))
    return peer("data_import.pipeline.label")


def test_doccano_reads_spans_and_relations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    label = doccano_labels(monkeypatch)
    for record, line in zip(RECORDS, lines_of(written("doccano", tmp_path)), strict=True):
        name = uuid.uuid4()
        points = from_utf16(line["text"])
        found = set()
        for entity in line["entities"]:
            span = label.SpanLabel.parse(name, entity)
            start, end = points[span.start_offset], points[span.end_offset]
            found.add((span.label, start, end, line["text"][start:end]))
        assert found == marked(record)
        relations = [label.RelationLabel.parse(name, given) for given in line["relations"]]
        assert len(relations) == len(layer_of(record).links)
        ids = {entity["id"] for entity in line["entities"]}
        assert all({relation.from_id, relation.to_id} <= ids for relation in relations)


def test_doccano_counts_as_its_editor_does(tmp_path: Path) -> None:
    """Its editor takes the offsets of a JavaScript string, which are UTF-16 units."""
    (line, *_) = lines_of(written("doccano", tmp_path))
    script = line["text"].encode("utf-16-le")
    for entity in line["entities"]:
        piece = script[2 * entity["start_offset"] : 2 * entity["end_offset"]].decode("utf-16-le")
        assert piece in line["text"]
    assert EMOJI in line["text"]


# --- Label Studio --------------------------------------------------------------------------------


def test_label_studio_takes_the_tasks(tmp_path: Path) -> None:
    interface = peer("label_studio_sdk.label_interface").LabelInterface(CONFIG)
    tasks = json.loads(written("labelstudio", tmp_path).read_text("utf-8"))
    assert len(tasks) == len(RECORDS)
    for record, task in zip(RECORDS, tasks, strict=True):
        (prediction,) = task["predictions"]
        assert interface.validate_prediction(prediction, return_errors=True) == []
        regions = [item["value"] for item in prediction["result"] if item["type"] == "labels"]
        text = task["data"]["text"]
        assert all(text[value["start"] : value["end"]] == value["text"] for value in regions)
        found = {(v["labels"][0], v["start"], v["end"], v["text"]) for v in regions}
        assert found == marked(record)
        relations = len(prediction["result"]) - len(regions)
        assert relations == len(layer_of(record).links)


def test_label_studio_would_refuse_a_wrong_label() -> None:
    interface = peer("label_studio_sdk.label_interface").LabelInterface(CONFIG)
    value = {"start": 0, "end": 1, "text": "a", "labels": ["Nobody"]}
    region = {"id": "x", "from_name": "findings", "to_name": "text", "type": "labels"}
    wrong = {"result": [{**region, "value": value}]}
    assert interface.validate_prediction(wrong, return_errors=True)


# --- INCEpTION -----------------------------------------------------------------------------------


def test_inception_cas_is_read_by_cassis(tmp_path: Path) -> None:
    cassis = peer("cassis")
    folder = written("inception", tmp_path)
    for record in RECORDS:
        content = (folder / f"{file_stem(record.id)}.json").read_text("utf-8")
        cas = cassis.load_cas_from_json(content)
        assert cas.sofa_string == record.text
        spans = cas.select(SPAN)
        found = {(s.label, s.begin, s.end, s.get_covered_text()) for s in spans}
        assert found == marked(record)
        links = {
            (link.label, link.Governor.begin, link.Dependent.begin) for link in cas.select(LINK)
        }
        starts = {m.key: m.spans[0].start for m in layer_of(record).markings}
        assert links == {(k, starts[a], starts[b]) for k, a, b in layer_of(record).links}
        names = [span.name for span in spans if span.label == "Cue"]
        assert sorted(filter(None, names)) == sorted(s.name for s in record.statements if s.name)
        again = cassis.load_cas_from_json(cas.to_json())
        assert [s.begin for s in again.select(SPAN)] == [s.begin for s in spans]
        (folder / f"{file_stem(record.id)}.json").write_text(cas.to_json(), "utf-8")
    by_stem = {file_stem(record.id): record for record in RECORDS}
    for layer in inception.read(folder):  # as cassis wrote it
        assert revise(by_stem[layer.article], layer) == by_stem[layer.article]


# --- W3C Web Annotation --------------------------------------------------------------------------

# What of http://www.w3.org/ns/anno.jsonld our annotations use (Web Annotation Vocabulary, annex).
ANNO = {
    "oa": "http://www.w3.org/ns/oa#",
    "as": "http://www.w3.org/ns/activitystreams#",
    "id": {"@type": "@id", "@id": "@id"},
    "type": {"@type": "@id", "@id": "@type"},
    "Annotation": "oa:Annotation",
    "AnnotationPage": "as:OrderedCollectionPage",
    "Text": "http://purl.org/dc/dcmitype/Text",
    "TextualBody": "oa:TextualBody",
    "SpecificResource": "oa:SpecificResource",
    "TextPositionSelector": "oa:TextPositionSelector",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "Software": "as:Application",
    "tagging": "oa:tagging",
    "describing": "oa:describing",
    "linking": "oa:linking",
    "items": {"@type": "@id", "@id": "as:items", "@container": "@list"},
    "body": {"@type": "@id", "@id": "oa:hasBody"},
    "target": {"@type": "@id", "@id": "oa:hasTarget"},
    "source": {"@type": "@id", "@id": "oa:hasSource"},
    "selector": {"@type": "@id", "@id": "oa:hasSelector"},
    "generator": {"@type": "@id", "@id": "as:generator"},
    "motivation": {"@type": "@vocab", "@id": "oa:motivatedBy"},
    "purpose": {"@type": "@vocab", "@id": "oa:hasPurpose"},
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "format": "http://purl.org/dc/elements/1.1/format",
    "language": "http://purl.org/dc/elements/1.1/language",
    "name": "http://xmlns.com/foaf/0.1/name",
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": {"@id": "oa:start", "@type": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"},
}
OA = "http://www.w3.org/ns/oa#"


def expand(page: dict[str, Any]) -> list[Any]:
    """The page as JSON-LD spells it out, with the context above for the one that it names."""
    jsonld = peer("pyld.jsonld")

    def load(url: str, _: Any) -> dict[str, Any]:
        assert url == "http://www.w3.org/ns/anno.jsonld"
        document = {"@context": ANNO}
        return {"contentType": None, "contextUrl": None, "documentUrl": url, "document": document}

    expanded: list[Any] = jsonld.expand(page, {"documentLoader": load})
    return expanded


def test_web_annotations_keep_the_recommendation(tmp_path: Path) -> None:
    for record, page in zip(RECORDS, lines_of(written("webannotation", tmp_path)), strict=True):
        items = expand(page)[0]["http://www.w3.org/ns/activitystreams#items"]
        annotations = items[0]["@list"]
        assert len(annotations) == len(layer_of(record).markings)
        text = page["dabir:text"]
        found = set()
        for annotation in annotations:
            assert annotation["@type"] == [f"{OA}Annotation"]
            assert annotation["@id"].startswith("urn:dabir:article:")
            (target,) = annotation[f"{OA}hasTarget"]
            assert len(target[f"{OA}hasSource"]) == 1  # a SpecificResource has exactly one source
            by_type = {s["@type"][0]: s for s in target[f"{OA}hasSelector"]}
            place = by_type[f"{OA}TextPositionSelector"]
            start, end = (place[f"{OA}{edge}"][0]["@value"] for edge in ("start", "end"))
            quoted = by_type[f"{OA}TextQuoteSelector"]
            exact, prefix, suffix = (
                quoted[f"{OA}{part}"][0]["@value"] for part in ("exact", "prefix", "suffix")
            )
            assert text[start - len(prefix) : end + len(suffix)] == prefix + exact + suffix
            bodies = annotation[f"{OA}hasBody"]
            purposes = {f"{OA}tagging", f"{OA}describing", f"{OA}linking"}
            assert all(body[f"{OA}hasPurpose"][0]["@id"] in purposes for body in bodies)
            tag = bodies[0]["http://www.w3.org/1999/02/22-rdf-syntax-ns#value"][0]["@value"]
            found.add((tag, start, end, exact))
        assert found == marked(record)


def test_no_key_of_a_web_annotation_is_lost_in_json_ld(tmp_path: Path) -> None:
    page = lines_of(written("webannotation", tmp_path))[0]
    terms = set(ANNO) | {"@context"}

    def keys(value: Any) -> set[str]:
        if isinstance(value, dict):
            return set(value).union(*map(keys, value.values()))
        return set().union(*map(keys, value)) if isinstance(value, list) else set()

    unknown = keys({key: value for key, value in page.items() if key != "@context"}) - terms
    assert unknown == {"dabir:text", "dabir:role", "sdo:sha256"}


# --- schema.org ----------------------------------------------------------------------------------


def test_schema_org_has_every_type_and_property(tmp_path: Path) -> None:
    rdflib = peer("rdflib")
    assert rdflib.URIRef("https://schema.org/quotation") not in rdflib.SDO
    for record, article in zip(RECORDS, lines_of(written("schemaorg", tmp_path)), strict=True):
        inline = {**article, "@context": {"@vocab": str(rdflib.SDO)}}
        graph = rdflib.Graph().parse(data=json.dumps(inline), format="json-ld")
        terms = {term for term in graph.predicates() if term != rdflib.RDF.type}
        terms |= set(graph.objects(None, rdflib.RDF.type))
        assert all(term in rdflib.SDO for term in terms)
        texts = {str(text) for text in graph.objects(None, rdflib.SDO.text)}
        assert texts == {" … ".join(s.text for s in said.content) for said in record.statements}
        creators = {str(name) for name in graph.objects(None, rdflib.SDO.creator)}
        assert creators == {said.name for said in record.statements if said.name}
        quotations = set(graph.subjects(rdflib.RDF.type, rdflib.SDO.Quotation))
        kinds = [said.kind for said in record.statements]
        assert len(quotations) == len(kinds) - kinds.count("indirect")


# --- FollowTheMoney ------------------------------------------------------------------------------


def test_follow_the_money_accepts_every_entity(tmp_path: Path) -> None:
    ftm = peer("followthemoney")
    seen: dict[str, str] = {}
    lines = lines_of(written("ftm", tmp_path))
    for line in lines:
        entity = ftm.model.get_proxy(line, cleaned=False)
        entity.schema.validate(line)
        assert entity.id == line["id"]
        given = {name for name, values in line["properties"].items() if values}
        assert given == set(entity.properties), "a value was refused"
        assert seen.setdefault(entity.id, entity.schema.name) == entity.schema.name
        for prop, value in entity.itervalues():
            if prop.type.name == "entity":
                assert value in {other["id"] for other in lines}
    notes = [line for line in lines if line["schema"] == "Note"]
    assert len(notes) == sum(len(record.statements) for record in RECORDS)
    assert len(seen) == len(lines)


def test_follow_the_money_ids_are_the_same_in_every_run(tmp_path: Path) -> None:
    first = written("ftm", tmp_path).read_bytes()
    assert written("ftm", tmp_path).read_bytes() == first


# --- CoNLL-U -------------------------------------------------------------------------------------


def test_conllu_is_read_by_its_package(tmp_path: Path) -> None:
    conllu = peer("conllu")
    sentences = conllu.parse(written("conllu", tmp_path).read_text("utf-8"))
    documents: list[Any] = []
    for sentence in sentences:
        if "newdoc id" in sentence.metadata:
            documents.append((sentence.metadata["newdoc id"], []))
        documents[-1][1].append(sentence)
    assert [name for name, _ in documents] == [" ".join(r.id.split()) for r in RECORDS]
    ids = [sentence.metadata["sent_id"] for sentence in sentences]
    assert len(ids) == len(set(ids))
    for record, (_, own) in zip(RECORDS, documents, strict=True):
        for sentence in own:
            check_sentence(sentence, record.text)


def check_sentence(sentence: Any, raw: str) -> None:
    """Numbers run on, the words spell the text, and each stands at its place in the raw text."""
    numbers = [token["id"] for token in sentence if isinstance(token["id"], int)]
    assert numbers == list(range(1, len(numbers) + 1))
    spelled = ""
    inside = 0
    for token in sentence:
        if isinstance(token["id"], int) and token["id"] <= inside:
            continue
        if not isinstance(token["id"], int):
            inside = token["id"][2]
            parts = [t["form"] for t in sentence if isinstance(t["id"], int)]
            assert "".join(parts[token["id"][0] - 1 : inside]) == token["form"]
        misc = token["misc"]
        there = raw[int(misc["start_char"]) : int(misc["end_char"])]
        assert there == misc.get("Raw", token["form"]).replace("\\n", "\n")
        spelled += token["form"] + ("" if misc.get("SpaceAfter") == "No" else " ")
    assert spelled.strip() == sentence.metadata["text"]


def test_conllu_keeps_persian_conventions(tmp_path: Path) -> None:
    text = "پدرم کتاب\u200cها را نخواند و معلم\u200cها گفته\u200cاند که او رفت."
    lines = written("conllu", tmp_path, [make_record(text)]).read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and line[0] != "#"]
    by_form = {row[1]: row for row in rows}
    assert by_form["پدرم"][0] == "1-2"
    assert by_form["م"][2:6] == ["من", "PRON", "_", "Number=Sing|Person=1|PronType=Prs"]
    assert by_form["کتاب\u200cها"][2:6] == ["کتاب", "NOUN", "_", "Number=Plur"]
    read = by_form["نخواند"]
    assert (read[2], read[3]) == ("خواند", "VERB")
    assert read[5] == "Number=Sing|Person=3|Polarity=Neg|Tense=Past"
    assert "OrigLemma=خواند#خوان" in read[9]
    assert by_form["."][3] == "PUNCT"
    assert all(row[6:9] == ["_", "_", "_"] for row in rows)


# --- spaCy ---------------------------------------------------------------------------------------


def test_spacy_finds_the_component_by_its_entry_point() -> None:
    spacy = peer("spacy")
    nlp = spacy.blank("fa")
    nlp.add_pipe("dabir", config={"published": "2023-11-29"})
    record = RECORDS[0]
    doc, silent = nlp.pipe([record.text, "This is no Persian article at all."])
    assert doc.text == record.text
    assert [s.content for s in doc._.statements] == [s.content for s in record.statements]
    assert [d.value for d in doc._.dates] == [d.value for d in record.dates]
    assert [e.type for e in doc._.events] == [e.type for e in record.events]
    assert len(doc.spans["dabir:Cue"]) == len(record.statements) > 0
    assert silent._.dabir is None
    assert silent._.dabir_problem
    assert silent._.statements == ()


def test_spacy_docs_survive_a_docbin(tmp_path: Path) -> None:
    spacy = peer("spacy")
    from dabir.export.spacy import record_of

    path = written("spacy", tmp_path)
    docs = list(spacy.tokens.DocBin().from_disk(path).get_docs(spacy.blank("fa").vocab))
    assert len(docs) == len(RECORDS)
    for record, doc in zip(RECORDS, docs, strict=True):
        assert doc.text == record.text
        assert record_of(doc) == record
        found = {(s.label_, s.id_) for group in doc.spans.values() for s in group}
        assert found == {(m.label, m.key) for m in layer_of(record).markings}
        places = {m.key: m.spans[0] for m in layer_of(record).markings}
        for group in doc.spans.values():
            for span in group:
                place = places[span.id_]
                assert span.start_char <= place.start < place.end <= span.end_char
                assert doc.text[place.start : place.end] == place.text


# --- the guide -----------------------------------------------------------------------------------


GUIDE = [b for b in blocks_of(ROOT / "docs" / "exchange.md") if b.detail.startswith("needs ")]


@pytest.mark.parametrize("block", GUIDE, ids=lambda block: block.detail)
def test_examples_of_the_guide_run(block: Block, capsys: pytest.CaptureFixture[str]) -> None:
    for name in {"spacy": ["spacy"], "pandas": ["pandas", "polars"]}[block.detail.split()[-1]]:
        peer(name)
    exec(compile(block.text, block.where, "exec"), {})
    printed = capsys.readouterr().out
    assert "مینا رستمی" in printed
    assert "کتابخانه باز است" in printed
