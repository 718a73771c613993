#!/usr/bin/env bash
# A text that a Welsh catalogue holds in six plural forms, asked for without a number ("A case" as a
# heading), comes out as the form for 1, as the form for 0 ("no case"), or in English, by library;
# and one library counts by a rule of its own, not by the catalogue's. It hurts programs that print
# a heading and a count from one entry.
set -euo pipefail
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"
python3 -m venv venv && venv/bin/pip install --quiet --disable-pip-version-check babel==2.17.0
npm init -y >/dev/null
npm install --silent --no-audit --no-fund node-gettext@3.0.1 jed@1.1.1 gettext.js@2.0.3

cat > cy.po <<'PO'
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Language: cy\n"
"Plural-Forms: nplurals=6; "
"plural=(n==0) ? 0 : (n==1) ? 1 : (n==2) ? 2 : (n==3) ? 3 : (n==6) ? 4 : 5;\n"

msgid "A case"
msgid_plural "{count} cases"
msgstr[0] "form for 0"
msgstr[1] "form for 1"
msgstr[2] "form for 2"
msgstr[3] "form for 3"
msgstr[4] "form for 6"
msgstr[5] "form for many"
PO

venv/bin/python - > seen <<'PY'
import gettext, io, json
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

with open("cy.po", "rb") as file:
    catalogue = read_po(file)
out = io.BytesIO()
write_mo(out, catalogue)
read = gettext.GNUTranslations(io.BytesIO(out.getvalue()))
counted = [read.ngettext("A case", "{count} cases", number) for number in (0, 1, 2)]
print("Python's gettext:", read.gettext("A case"), "| 0, 1, 2:", ", ".join(counted))
entry = catalogue["A case"]
rule = f"nplurals=6; plural={catalogue.plural_expr};"
with open("cy.json", "w") as file:
    json.dump({"forms": list(entry.string), "rule": rule}, file)
PY

node - >> seen 2>/dev/null <<'JS'
const {forms, rule} = JSON.parse(require("fs").readFileSync("cy.json"));
const say = (name, one, many) =>
  console.log(`${name}: ${one} | 0, 1, 2: ${[0, 1, 2].map(many).join(", ")}`);
const Node = require("node-gettext"), node = new Node();
node.addTranslations("cy", "messages", {charset: "utf-8", headers: {"plural-forms": rule},
  translations: {"": {"A case": {msgid: "A case", msgid_plural: "{count} cases", msgstr: forms}}}});
node.setLocale("cy"); node.setTextDomain("messages");
say("node-gettext 3.0.1", node.gettext("A case"), n => node.ngettext("A case", "{count} cases", n));
const Jed = require("jed"), jed = new Jed({domain: "messages", locale_data: {messages: {
  "": {domain: "messages", lang: "cy", plural_forms: rule}, "A case": forms}}});
say("jed 1.1.1", jed.gettext("A case"), n => jed.ngettext("A case", "{count} cases", n));
const js = require("gettext.js")();
const log = console.log;
console.log = (...words) => String(words[0]).startsWith(">>>") || log(...words);
js.setMessages("messages", "cy", {"A case": forms}, rule); js.setLocale("cy");
say("gettext.js 2.0.3", js.gettext("A case"), n => js.ngettext("A case", "{count} cases", n));
JS

cat > described <<'TXT'
Python's gettext: form for 1 | 0, 1, 2: form for 0, form for 1, form for 2
node-gettext 3.0.1: form for 0 | 0, 1, 2: form for 2, form for 0, form for 1
jed 1.1.1: form for 0 | 0, 1, 2: form for 0, form for 1, form for 2
gettext.js 2.0.3: A case | 0, 1, 2: form for 0, form for 1, form for 2
TXT
cat seen
if ! diff described seen; then echo "This has changed."; exit 1; fi
echo "As described: $(python3 --version), Node $(node --version)."
