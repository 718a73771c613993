"""The fixed parts of a plain table's workbook, as the file format wants them."""

from __future__ import annotations

from attrs import frozen

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"


@frozen
class PerSheet:
    """A part with one piece for each sheet: `whole` takes them as {sheets}, each `sheet` takes its {number}."""

    whole: str
    sheet: str


CONTENT_TYPES = PerSheet(
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_KIND}.sharedStrings+xml"/>'
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    "{sheets}</Types>",
    f'<Override PartName="/xl/worksheets/sheet{{number}}.xml" ContentType="{_KIND}.worksheet+xml"/>',
)

LINKS = PerSheet(
    f'<Relationships xmlns="{_PACKAGE}/relationships">{{sheets}}'
    f'<Relationship Id="rIdStyles" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rIdStrings" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    f'<Relationship Id="rId{{number}}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{{number}}.xml"/>',
)

PACKAGE_LINKS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>'
)

CORE = (
    f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    "<dc:title>{title}</dc:title><dc:creator>{creator}</dc:creator>"
    '<dcterms:created xsi:type="dcterms:W3CDTF">{stamp}</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">{stamp}</dcterms:modified></cp:coreProperties>'
)

WORKBOOK = f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><bookViews><workbookView activeTab="0"/></bookViews><sheets>{{sheets}}</sheets>{{names}}</workbook>'

_FONT = '<sz val="11"/><name val="Arial"/><family val="2"/>'
_TOP = '<alignment vertical="top" wrapText="1"/>'
_XF = 'borderId="0" xfId="0" applyAlignment="1"'

# Cell formats: 0 as Excel would have it, 1 header, 2 text, 3 text that would start a formula if typed, 4 number.
STYLES = (
    f'<styleSheet xmlns="{_MAIN}">'
    f'<fonts count="2"><font>{_FONT}</font><font><b/>{_FONT}</font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    f'<xf numFmtId="0" fontId="1" fillId="0" applyFont="1" {_XF}>{_TOP}</xf>'
    f'<xf numFmtId="49" fontId="0" fillId="0" applyNumberFormat="1" {_XF}>{_TOP}</xf>'
    f'<xf numFmtId="49" fontId="0" fillId="0" applyNumberFormat="1" quotePrefix="1" {_XF}>{_TOP}</xf>'
    f'<xf numFmtId="0" fontId="0" fillId="0" {_XF}>{_TOP}</xf></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
