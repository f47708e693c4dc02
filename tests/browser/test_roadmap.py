"""From the school's own table to an approved, running, printed roadmap; no row is typed twice."""

from django.utils import timezone

from people.years import year_of
from reports.models import Document
from roadmaps.models import Occurrence, Roadmap
from tests.roadmaps.seed_files import Wide, sheet_file, word_file

LIST = "/admin/roadmaps/roadmap/"
FIRST = [
    ["№ п/п", "Мероприятия", "Сроки", "Ответственный", "Вид документа"],
    ["1", "2", "3", "4", "5"],
    [Wide("I. Подготовка", 5, bold=True)],
    ["1.1", "Формирование пар", "до 10 сентября", "Куратор", "Списки"],
    ["1.2", "Анализ анкет", "до 20 октября", "Педагог-психолог", "Справка"],
    [Wide("II. Работа", 5, bold=True)],
    ["2.1", "Встречи пар", "в течение года", "Наставники", "Дневники"],
    ["2.2", "Летняя школа наставников", "июль – август", "Куратор", "Программа"],
]
NEWER = [
    ["№", "Мероприятие", "Срок", "Отв.", "Результат"],
    ["Подготовка"],
    ["1.1", "Анализ анкет", "до 5 сентября", "Педагог-психолог", "Справка"],
    ["1.2", "Формирование пар", "до 10 сентября", "Куратор", "Списки пар"],
    ["Работа"],
    ["2.1", "Встречи пар", "в течение года", "Наставники", "Дневники"],
    ["2.2", "Летняя школа наставников", "июль – август", "Куратор", "Программа"],
    ["2.3", "Ярмарка наставников", "вторая половина мая", "Куратор", ""],
]


def load(page, tmp_path, name, content):
    file = tmp_path / name
    file.write_bytes(content)
    page.goto(f"{LIST}import/")
    page.get_by_label("Файл дорожной карты").set_input_files(file)
    page.get_by_role("button", name="Прочитать и проверить").click()
    page.wait_for_load_state()


def press(page, name):
    page.get_by_role("button", name=name).first.click()
    page.wait_for_load_state()


def test_a_table_becomes_an_approved_running_printed_roadmap(visitor, tmp_path):
    title = "Дорожная карта школы наставников"
    seat = visitor().sign_in("curator")
    page = seat.page
    known = set(Roadmap.objects.values_list("pk", flat=True))

    load(page, tmp_path, "карта.docx", word_file([title], FIRST))
    assert page.get_by_text("Строка 1.1 формирует пары").is_visible()
    page.locator("input[type=radio][value=earlier]").check()
    press(page, "Записать ответы")
    press(page, "Загрузить 4")
    roadmap = Roadmap.objects.exclude(pk__in=known).get()
    assert page.get_by_text("Строка 1.1 формирует пары").is_visible()

    load(page, tmp_path, "новая.xlsx", sheet_file([title], NEWER))
    assert page.get_by_text("Это новая версия карты").is_visible()
    assert page.locator("ins").count() > 0
    page.get_by_role("link", name="Исправить строку 5").click()
    page.locator("[aria-label=Результат]").last.fill("Положение")
    page.locator("[aria-label=Результат]").last.press("Enter")
    page.wait_for_load_state()
    press(page, "Обновить карту")
    assert roadmap.items.count() == 5
    assert page.get_by_text("Строка 1.1 формирует пары").count() == 0

    press(page, "Подготовить приказ об утверждении")
    press(page, "Передать на подпись")
    paper = Document.objects.get(kind="order-roadmap", subject_ids=[roadmap.pk])
    desk = visitor().sign_in("director")
    desk.open(f"/desk/?paper={paper.pk}")
    desk.page.get_by_label("Номер").last.fill("777-ОД")
    press(desk.page, "Зарегистрировать приказ")
    roadmap.refresh_from_db()
    assert roadmap.is_approved

    pairs = Occurrence.objects.get(item__roadmap=roadmap, item__activity="Формирование пар")
    seat.open(f"/admin/roadmaps/roadmap/date/{pairs.pk}/mark/")
    page.locator("[name=note]").fill("Приказ о закреплении пар")
    page.locator("form .button.main").click()
    page.wait_for_load_state()
    pairs.refresh_from_db()
    assert pairs.done_on == timezone.localdate()

    sheet = page.request.get(f"/papers/roadmap/{roadmap.pk}/")
    assert sheet.ok and year_of(pairs.due_on) == roadmap.year
    assert seat.troubles + desk.troubles == []


def test_doubts_are_settled_by_keyboard_alone(visitor):
    page = visitor().sign_in("curator").page
    page.goto(f"{LIST}import/")
    page.get_by_label("Или вставьте таблицу").fill(
        "Дорожная карта клавиатуры\n\n№\tМероприятия\tСроки\tОтв.\n"
        "1\tОпрос\tкогда-нибудь\tкуратор\n2\tБеседа\tмай\tкуратор\n3\tИтог\tпотом\tкуратор"
    )
    press(page, "Прочитать и проверить")

    page.get_by_role("link", name="строки с замечаниями").press("Enter")
    page.keyboard.press("Tab")
    for number in (0, 2):
        page.locator(f"textarea[form=row-form-{number}]:focus").wait_for()
        page.keyboard.press("Control+A")
        page.keyboard.type("до 5 октября")
        page.keyboard.press("Enter")
    page.locator("#accept-form button:focus").wait_for()

    assert page.get_by_text("строк с замечаниями").is_visible()
