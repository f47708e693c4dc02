"""Fifty clients answer a questionnaire at once: what is lost or doubled, SQLite beside PostgreSQL.

Each engine gets a site of its own, served as scripts/run serves it. The two take turns batch by
batch, so that whatever else the machine does slows both alike.
"""

import contextlib
import functools
import http.client
import json
import os
import secrets
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode, urlsplit, urlunsplit

import psycopg2

from scripts.figures import figure
from scripts.figures.second_start import answers, free_port
from scripts.postgresql import LOCAL, first_answering, own_database

ROOT = Path(__file__).parents[2]
CLIENTS, ANSWERS, BATCHES = 50, 10_000, 10
TWICE = 20  # every twentieth form is sent once more, as an impatient person does
PATIENCE = 120  # seconds until a site answers


@figure("10,000 answers of 50 clients on SQLite: errors, lost, double", limit=0, unit="answers",
        slow=True)  # fmt: skip
def wrong_on_sqlite():
    return measured()["sqlite"]["wrong"]


@figure("10,000 answers of 50 clients on PostgreSQL: errors, lost, double", limit=0,
        unit="answers", slow=True)  # fmt: skip
def wrong_on_postgresql():
    return measured()["postgresql"]["wrong"]


@figure("rate of answers on SQLite to PostgreSQL's", limit=0.7, unit="ratio", sense=">=",
        slow=True)  # fmt: skip
def ratio():
    found = measured()
    return found["postgresql"]["seconds"] / found["sqlite"]["seconds"]


@functools.cache
def measured():
    """Return {engine: {wrong, seconds}} of ANSWERS on both engines."""
    with contextlib.ExitStack() as stack:
        sites = {
            "sqlite": stack.enter_context(site("")),
            "postgresql": stack.enter_context(site(stack.enter_context(database()))),
        }
        for own in sites.values():
            own["seconds"], own["errors"] = 0.0, 0
        size = ANSWERS // BATCHES
        for begin in range(0, ANSWERS, size):
            for own in sites.values():
                _send(own, own["forms"][begin : begin + size])
        return {name: {"wrong": _wrong(own), "seconds": own["seconds"]}
                for name, own in sites.items()}  # fmt: skip


@contextlib.contextmanager
def database():
    """Make a database of this run and yield its address."""
    server = first_answering([os.environ.get("DATABASE_URL_TEST") or LOCAL])
    if server is None:
        raise RuntimeError("PostgreSQL does not answer")
    address = own_database(server)
    name = urlsplit(address).path.strip("/")
    _tell(server, f'CREATE DATABASE "{name}"')
    try:
        yield address
    finally:
        _tell(server, f'DROP DATABASE "{name}" WITH (FORCE)')


@contextlib.contextmanager
def site(address):
    """Serve a site with a wave of ANSWERS invited; yield its port and the forms to be sent."""
    with tempfile.TemporaryDirectory(prefix="intake-") as folder:
        port = free_port()
        settings = {"DATA_DIR": folder, "PORT": str(port), "DATABASE_URL": address}
        env = {k: v for k, v in (os.environ | settings).items() if v}
        forms = json.loads(_ask(env, "prepare"))
        server = subprocess.Popen(["scripts/run", "--empty"], cwd=ROOT, env=env,
                                  stdout=subprocess.DEVNULL)  # fmt: skip
        try:
            began = time.monotonic()
            while not answers(port):
                if server.poll() is not None or time.monotonic() - began > PATIENCE:
                    raise RuntimeError("scripts/run did not come up")
                time.sleep(0.2)
            yield {"port": port, "forms": forms, "env": env}
        finally:
            server.send_signal(signal.SIGINT)
            server.wait()


def _send(own, forms):
    """Let the clients send these forms; add the time it took and the errors to the site's."""
    began = time.monotonic()
    with ThreadPoolExecutor(CLIENTS) as clients:
        shares = [forms[n::CLIENTS] for n in range(CLIENTS)]
        own["errors"] += sum(clients.map(functools.partial(_client, own["port"]), shares))
    own["seconds"] += time.monotonic() - began


def _client(port, forms):
    """Send the forms one after the other and return how many were not acknowledged."""
    line, errors, key = http.client.HTTPConnection("127.0.0.1", port, timeout=60), 0, _csrf()
    for number, (cookie, fields) in enumerate(forms):
        body = urlencode(fields | {"csrfmiddlewaretoken": key})
        headers = {"Content-Type": "application/x-www-form-urlencoded",
                   "Cookie": f"csrftoken={key}; survey={cookie}"}  # fmt: skip
        for _ in range(2 if number % TWICE == 0 else 1):
            try:
                line.request("POST", "/survey/", body, headers)
                page = line.getresponse()
                page.read()
                errors += page.status not in (200, 302)  # 200: thanks for the form sent twice
            except (OSError, http.client.HTTPException):
                errors += 1
                line.close()
    line.close()
    return errors


def _csrf():
    """Return a secret of the form Django gives a browser; cookie and field hold the same."""
    return secrets.token_hex(16)


def _wrong(own):
    """Return errors and whatever is not there exactly once."""
    kept = json.loads(_ask(own["env"], "count"))
    return own["errors"] + sum(abs(ANSWERS - number) for number in kept)


def _ask(env, what):
    run = subprocess.run([sys.executable, "-m", __name__, what], cwd=ROOT, text=True, env=env,
                         stdout=subprocess.PIPE, check=True)  # fmt: skip
    return run.stdout


def _tell(server, sentence):
    line = psycopg2.connect(urlunsplit(urlsplit(server)._replace(path="/postgres")))
    line.autocommit = True
    with line.cursor() as cursor:
        cursor.execute(sentence)
    line.close()


def prepare_wave():
    """Make a school whose wave asks ANSWERS people by name; return (cookie, fields) of each."""
    from django.http import HttpResponse

    from people.models import Organization, Person
    from scripts.prepare import prepare
    from surveys.links import PERSONAL, Ticket, token_of
    from surveys.models import Invitation, Survey, Wave
    from surveys.views import COOKIE

    prepare(empty=True)
    school = Organization.objects.create(code="intake", kind="school", full_name="Школа",
                                         short_name="Школа")  # fmt: skip
    survey = Survey.objects.get_by_natural_key("satisfaction-mentors", 1)
    wave = Wave.objects.create(organization=school, survey=survey, title="Опрос", year=2026,
                               opens_on="2020-01-01", closes_on="2100-01-01",
                               is_anonymous=False)  # fmt: skip
    people = Person.objects.bulk_create(
        Person(organization=school, kind="employee", surname=f"Беловых{n}", first_name="Иван")
        for n in range(ANSWERS)
    )
    rows = Invitation.objects.bulk_create(Invitation(wave=wave, person=each) for each in people)
    told = {"scale10": "8", "yes_no": "да", "text": "Больше времени на общие уроки"}
    fields = {f"q{row.pk}": told[row.type] for row in survey.questions.all()}
    page, forms = HttpResponse(), []
    for row in rows:
        page.set_signed_cookie(COOKIE, token_of(Ticket(PERSONAL, row.pk)), salt=COOKIE)
        own = {"sheet": uuid.UUID(int=row.pk, version=4).hex, "link": f"p{row.pk}"}
        forms.append((page.cookies[COOKIE].value, fields | own))
    return forms


def count_answers():
    """Return numbers that are ANSWERS each when nothing is lost and nothing doubled."""
    from people.models import JournalEntry
    from surveys.models import Answer, Response

    questions = Answer.objects.values("question").distinct().count() or 1
    told = Answer.objects.filter(response__invitation__isnull=False)
    return [
        Response.objects.count(),
        Response.objects.values("invitation").distinct().count(),
        told.count() // questions if told.count() % questions == 0 else 0,
        JournalEntry.objects.filter(action="answer_survey").count(),
    ]


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mentoring.settings")
    django.setup()
    print(json.dumps({"prepare": prepare_wave, "count": count_answers}[sys.argv[1]]()))
