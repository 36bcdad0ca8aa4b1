"""The form of any act: fill it, check it, file it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from cauce.case.errors import Problem, Refused
from cauce.case.judge import judge
from cauce.case.state import CaseState
from cauce.node.cases import drafts
from cauce.node.cases.access import get_case_for
from cauce.node.cases.filing import file_once
from cauce.node.cases.forms import Typed, answers_of, questions_of, strangers_in, typed_from, typed_in
from cauce.node.cases.models import FormDraft
from cauce.node.cases.paging import number_in
from cauce.node.cases.present.acts import Telling, act_line
from cauce.node.cases.present.check import check_rows, hidden_of
from cauce.node.cases.present.foreseen import foresee
from cauce.node.cases.present.law import cite
from cauce.node.cases.present.loss import loss_of
from cauce.node.cases.present.names import procedure_title
from cauce.node.cases.present.seen import on_register
from cauce.node.cases.problems import shown
from cauce.node.cases.take import MovedOn, NoSuchCase, Request, load_state
from cauce.node.cases.views.sheet import Sheet, barrier, missing_condition, sheet_of, token_in
from cauce.node.cases.world import world
from cauce.node.frame.pages import NotHere, TooLarge
from cauce.node.frame.parts import Row
from cauce.node.frame.words import pick, say
from cauce.node.people.acting import ActingRequest
from cauce.node.record import store
from cauce.node.record.readings import note

#: of the fields that a form does not have, so many are named
_NAMED = 20


def act(request: ActingRequest, ref: str, act: str) -> HttpResponse:
    """Do an act in a case."""
    case = get_case_for(request.acting.office.code, ref)
    if case.erased:  # its page says why nothing more is done in it
        return redirect("case", ref)
    sheet = sheet_of(
        request.acting, world(request.acting.directory), (case.regime, case.procedure, act), case, load_state(case),
        request.POST.dict(),
    )  # fmt: skip
    answer = _answer(request, sheet)
    if answer.status_code != HTTPStatus.FOUND:  # a page: it is filled from the case
        note(request.acting, case.ref, "form")
    return answer


def open_case(request: ActingRequest, regime: str, procedure: str, act: str) -> HttpResponse:
    """Do an act that opens a case."""
    around = world(request.acting.directory)
    sheet = sheet_of(request.acting, around, (regime, procedure, act), None, CaseState(), request.POST.dict())
    return _answer(request, sheet)


def _answer(request: ActingRequest, sheet: Sheet) -> HttpResponse:
    if request.method != "POST":
        stop = barrier(sheet.form)
        return _closed(request, sheet, stop) if stop else _begin(request, sheet)
    step = request.POST.get("step", "check")
    if step == "discard":
        drafts.forget(sheet)
        return redirect(request.path)
    typed, strangers = typed_in(sheet.form, request.POST), strangers_in(sheet.form, request.POST)
    if strangers:
        drafts.keep(sheet, typed)
        names = list(dict.fromkeys(row.label for row in strangers))[:_NAMED]
        return _fill(request, sheet, typed, [Problem("field.E202", "", {"name": name}) for name in names], strangers)
    if step == "file":
        return _file(request, sheet, typed)
    if not drafts.keep(sheet, typed):
        raise TooLarge(sent=say("more text", "más texto"), limit=f"{drafts.MOST // 1000} kB")
    if step == "save":
        return redirect(reverse("case", args=[sheet.ref]) if sheet.case else f"{reverse('new-case')}#drafts")
    return _check(request, sheet, typed)


def _closed(request: ActingRequest, sheet: Sheet, stop: Problem) -> HttpResponse:
    context = _head(sheet) | {"problems": shown([stop])}
    return render(request, "cases/closed.html", context, status=403)


def _begin(request: ActingRequest, sheet: Sheet) -> HttpResponse:
    """Show the form with what was kept, else with what the case already says."""
    draft, missing = sheet.draft(), missing_condition(sheet.form)
    problems = (missing,) if missing else ()
    if draft is not None:
        return _fill(request, sheet, draft.answers, problems, draft=draft)
    known = drafts.known_answers(sheet.form)
    given = {name: value[:300] for name, value in request.GET.dict().items()}
    return _fill(request, sheet, typed_from(sheet.form, known | given), problems, known=known)


def _fill(
    request: ActingRequest,
    sheet: Sheet,
    typed: Typed,
    problems: tuple[Problem, ...] | list[Problem] = (),
    strangers: Sequence[Row] = (),
    draft: FormDraft | None = None,
    known: Mapping[str, object] | None = None,
) -> HttpResponse:
    told = shown(problems)
    wrong = {problem.field: pick(problem.text) for problem in reversed(told)}
    note = say(
        "Taken from the case; change it if it is not right.", "Tomado del expediente; cámbielo si no es correcto."
    )
    hints = dict.fromkeys(known or (), note)
    context = _head(sheet) | {
        "questions": questions_of(sheet.form, typed, wrong, hints),
        "problems": told,
        "strangers": strangers,
        "draft": draft,
        "token": token_in(request.POST.get("token", "")),
        "seen": sheet.form.state.number,
        "since": _since(request.POST, sheet),
    }
    return render(request, "cases/form.html", context)


def _head(sheet: Sheet) -> dict[str, object]:
    form = sheet.form
    return {
        "title": pick(form.law.title),
        "procedure": procedure_title(form.world.library, sheet.regime, form.procedure),
        "ref": sheet.ref,
        "help": pick(form.law.help) if form.law.help else "",
        "source": cite(form.version, form.law.source),
        "version": pick(form.version.file.title),
        "back": reverse("case", args=[sheet.ref]) if sheet.case else reverse("new-case"),
        "halted": store.halted(),
    }


def _since(data: QueryDict, sheet: Sheet) -> list[object]:
    """Return the acts taken since the person last looked at the case."""
    form, seen = sheet.form, data.get("seen", "")
    if not seen or number_in(seen) >= form.state.number:
        return []
    standings = on_register(form.office, sheet.regime, form.world)
    telling = Telling(form.state, form.world, form.names, {}, {}, standings)
    return [act_line(number, telling) for number in range(number_in(seen) + 1, form.state.number + 1)]


def _check(request: ActingRequest, sheet: Sheet, typed: Typed, status: int = 200) -> HttpResponse:
    form = sheet.form
    answers, problems = answers_of(form, typed)
    stop = barrier(form)
    if stop:
        return _fill(request, sheet, typed, [stop, *problems])
    if problems:
        return _fill(request, sheet, typed, _all_problems(sheet, answers, problems))
    draft = sheet.asked(answers)
    try:
        judged = judge(draft, form.state, form.world)
    except Refused as refused:
        return _fill(request, sheet, typed, refused.problems)
    rows = check_rows(form, judged)
    since, seen = _since(request.POST, sheet), form.state.number
    context = _head(sheet) | {
        "rows": rows,
        "hidden": hidden_of(typed),
        "token": token_in(request.POST.get("token", "")),
        "seen": seen,
        "since": since,
        "foreseen": foresee(draft, judged, form.state, form.world, form.names, sheet.today),
        "loss": loss_of(judged, form.office, form.world, form.names),
    }
    return render(request, "cases/check.html", context, status=status)


def _all_problems(sheet: Sheet, answers: Mapping[str, object], named: list[Problem]) -> list[Problem]:
    """Return what is wrong with names together with what the kernel finds in the rest, in the order of the form."""
    form, wrong = sheet.form, {problem.field for problem in named}
    found = list(named)
    try:
        judge(sheet.asked(answers), form.state, form.world)
    except Refused as refused:
        found += [problem for problem in refused.problems if problem.field not in wrong]
    order = list(form.fields)
    return sorted(found, key=lambda problem: order.index(problem.field) if problem.field in order else -1)


def _file(request: ActingRequest, sheet: Sheet, typed: Typed) -> HttpResponse:
    answers, problems = answers_of(sheet.form, typed)
    if problems:
        return _fill(request, sheet, typed, _all_problems(sheet, answers, problems))
    asked = Request(
        regime=sheet.regime,
        procedure=sheet.form.procedure,
        act=sheet.form.act,
        office=sheet.form.office,
        person=sheet.acting.account.username,
        fields=answers,
        case=sheet.ref,
        seen=number_in(request.POST.get("seen", "")) if sheet.case else None,
    )
    try:
        token = token_in(request.POST.get("token", ""))
        ref, number = file_once(asked, sheet.acting.account, token, lambda: drafts.forget(sheet))
    except NoSuchCase as error:
        raise NotHere from error
    except MovedOn:
        return _moved_on(request, sheet, typed)
    except Refused as refused:
        drafts.keep(sheet, typed)
        return _fill(request, sheet, typed, refused.problems)
    return redirect("act-done", ref, number)


def _moved_on(request: ActingRequest, sheet: Sheet, typed: Typed) -> HttpResponse:
    """Show what changed since, with everything typed kept, ready to be filed again."""
    drafts.keep(sheet, typed)
    assert sheet.case is not None  # noqa: S101 - only a case that exists can move on
    name = (sheet.regime, sheet.form.procedure, sheet.form.act)
    again = sheet_of(
        sheet.acting, world(sheet.acting.directory), name, sheet.case, load_state(sheet.case), request.POST.dict()
    )
    return _check(request, again, typed, status=409)
