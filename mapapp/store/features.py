"""What people draw: every version of every feature of every layer, over what the workspace holds."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mapapp.contracts import (
    REMOVED,
    Draft,
    Entry,
    FeatureVersion,
    JournalState,
    JsonValue,
    Person,
    Subject,
    SubjectKind,
)
from mapapp.store.canonical import refuse_unwritable_text, write_geometry
from mapapp.store.faults import StoreError
from mapapp.store.files import Files, digest_of
from mapapp.store.journal import Journal

GeoJsonFeature = Mapping[str, JsonValue]


@dataclass(frozen=True, slots=True)
class OriginalFile:
    """A boundary file as somebody uploaded it, by the name it had there."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Features:
    """The drawn features of one store. Layers are named as the files of geodata: zones, towns, places."""

    journal: Journal
    files: Files

    def draw(
        self, layer: str, features: Sequence[GeoJsonFeature], who: Person, reason: str, expected_revision: int
    ) -> tuple[Entry, ...]:
        """Keep new versions of features, all together: a shared edge moves for both neighbours or for none.

        Parameters
        ----------
        layer
            The layer they belong to.
        features
            GeoJSON features with an `id`, geometry in WGS 84 lon, lat.
        who, reason, expected_revision
            As for every entry; a conflict names the feature somebody else changed.

        Raises
        ------
        StoreError
            For a feature without an id, or text or numbers that cannot be kept.
        """
        return self.draw_layers({layer: features}, who, reason, expected_revision)

    def draw_layers(
        self,
        layers: Mapping[str, Sequence[GeoJsonFeature]],
        who: Person,
        reason: str,
        expected_revision: int,
        *,
        original: OriginalFile | None = None,
    ) -> tuple[Entry, ...]:
        """Keep new versions of features of several layers, all together, as `draw` does.

        `original` is the file they were taken from; it is kept byte for byte, and every version says which it is.
        """
        drafts, kept = [], [] if original is None else [original.data]
        told = {} if original is None else {"original": {"sha256": digest_of(original.data), "name": original.name}}
        for layer, feature in ((layer, one) for layer, features in layers.items() for one in features):
            feature_id = feature.get("id")
            if not isinstance(feature_id, str) or not feature_id.strip():
                raise StoreError(f"{layer} 里有图形没有编号（id）；请补上再存")
            data = write_geometry(feature, f"{layer}/{feature_id}")
            properties = feature.get("properties")
            name = properties.get("name", "") if isinstance(properties, Mapping) else ""
            new: dict[str, JsonValue] = {"sha256": digest_of(data), "name": name, **told}
            drafts.append(Draft(feature_subject(layer, feature_id), new, who, reason))
            kept.append(data)
        return self.journal.append_all(drafts, expected_revision, files=kept)

    def remove(self, layer: str, feature_id: str, who: Person, reason: str, expected_revision: int) -> Entry:
        """Record that a feature is no longer there, also one of the workspace."""
        draft = Draft(feature_subject(layer, feature_id), REMOVED, who, reason)
        return self.journal.append(draft, expected_revision)

    def versions(self, layer: str, feature_id: str) -> tuple[FeatureVersion, ...]:
        """Return every version that was drawn, oldest first; the workspace's own comes before them."""
        entries = self.journal.entries(subject=feature_subject(layer, feature_id))
        return tuple(FeatureVersion(entry, self.read(entry.new)) for entry in entries)

    def standing(self, state: JournalState) -> dict[str, dict[str, GeoJsonFeature | None]]:
        """Return what is drawn at a moment: by layer and feature id the feature, or None for one that was removed."""
        found: dict[str, dict[str, GeoJsonFeature | None]] = {}
        for entry in state.standing(SubjectKind.FEATURE):
            layer, feature_id = entry.subject.key.split("/", 1)
            found.setdefault(layer, {})[feature_id] = self.read(entry.new)
        return found

    def read(self, value: JsonValue) -> GeoJsonFeature | None:
        """Return the feature an entry's value speaks of; None where it says that there is none."""
        if not isinstance(value, Mapping) or "sha256" not in value:
            return None
        feature: GeoJsonFeature = json.loads(self.files.get_file(str(value["sha256"])))
        return feature

    def original_of(self, value: JsonValue) -> OriginalFile | None:
        """Return the file an entry's version was taken from; None where it was drawn by hand."""
        told = value.get("original") if isinstance(value, Mapping) else None
        if not isinstance(told, Mapping):
            return None
        return OriginalFile(str(told["name"]), self.files.get_file(str(told["sha256"])))


def refuse_layer_name(layer: str) -> None:
    """Raise StoreError for a layer whose name is not a plain word: layers become files."""
    if not (layer.isascii() and layer.isidentifier()):
        raise StoreError(f"图层名 {layer!r} 不能作文件名；请用英文字母、数字和下划线")


def feature_subject(layer: str, feature_id: str) -> Subject:
    """Return the subject of one feature. Raises StoreError for a layer whose name could not be a file's."""
    refuse_layer_name(layer)
    refuse_unwritable_text(feature_id, "图形的编号")
    return Subject(SubjectKind.FEATURE, f"{layer}/{feature_id}")
