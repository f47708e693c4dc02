"""Talk to a LibreOffice that waits: a line {"path": …, "options": {…}} in, "done" out.

Run by the Python that LibreOffice's own module belongs to, not by the project's.
    python3 scripts/office_client.py SOFFICE FOLDER
"""

import json
import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

PATIENCE = 300  # tenths of a second a cold start may take


def main(soffice, folder):
    office = subprocess.Popen(
        [soffice, "--headless", "--norestore", f"-env:UserInstallation=file://{folder}/waiting",
         "--accept=pipe,name=nastavnik;urp;"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        desktop = connect()
        for line in sys.stdin:
            convert(desktop, **json.loads(line))
            print("done", flush=True)
        desktop.terminate()
    finally:
        office.terminate()


def connect():
    """Return the desktop of the office as soon as it answers."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    for _ in range(PATIENCE):
        try:
            there = resolver.resolve("uno:pipe,name=nastavnik;urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.1)
        else:
            return there.ServiceManager.createInstanceWithContext(
                "com.sun.star.frame.Desktop", there
            )
    raise TimeoutError("LibreOffice does not answer")


def convert(desktop, path, options):
    """Make a PDF beside the file; `options` are those of the filter."""
    paper = desktop.loadComponentFromURL(f"file://{path}", "_blank", 0, said(Hidden=True))
    filter_data = uno.Any("[]com.sun.star.beans.PropertyValue", said(**options))
    values = said(FilterName="writer_pdf_Export", FilterData=filter_data)
    paper.storeToURL(f"file://{path}.pdf", values)
    paper.close(True)


def said(**values):
    properties = []
    for name, value in values.items():
        one = PropertyValue()
        one.Name, one.Value = name, value
        properties.append(one)
    return tuple(properties)


if __name__ == "__main__":
    main(*sys.argv[1:])
