"""A language in, every word that the Evaluation view says out."""

from collections.abc import Mapping
from dataclasses import dataclass, field

_VERDICTS = {
    "not asked": "not asked",
    "unwanted answer": "unwanted answer",
    "wrong answer": "wrong answer",
    "wrong silence": "wrong silence",
    "doubtful answer": "doubtful answer",
    "right answer": "right answer",
    "right silence": "right silence",
}
_ARABIC_VERDICTS = {
    "not asked": "لم يُسأل",
    "unwanted answer": "إجابة في غير محلها",
    "wrong answer": "إجابة خاطئة",
    "wrong silence": "صمت خاطئ",
    "doubtful answer": "إجابة مشكوك فيها",
    "right answer": "إجابة صحيحة",
    "right silence": "صمت صحيح",
}


@dataclass(frozen=True, slots=True)
class EvaluationWords:
    """What the Evaluation view says, by its place; `{…}` is filled in where it is shown."""

    drafts: str = "Drafted cases"
    drafts_file: str = "File of cases"
    drafts_told: str = "{open} to decide, {accepted} accepted, {rejected} rejected"
    drafts_unreadable: str = "This file of cases cannot be read."
    draft_failed: str = "It could not be written."
    draft_of: str = "{number} of {count}"
    draft_open: str = "Open the article"
    draft_not_here: str = "not in this archive: {article}"
    draft_question: str = "Question"
    draft_answers: str = "Answers, one a line"
    draft_silence: str = "The archive does not answer it, and silence is right."
    draft_pending: str = "to decide"
    draft_accepted: str = "accepted"
    draft_rejected: str = "rejected"
    accept: str = "Accept"
    reject: str = "Reject"
    undecide: str = "Decide later"
    report: str = "Report"
    compared: str = "Compare with"
    nothing_compared: str = "Nothing"
    none: str = "There is no report yet. Measure the sample, or cases of your own, below."
    looked_in: str = "Reports are looked for in"
    unreadable: str = "This report cannot be read."
    run: str = "Measure"
    run_hint: str = "Asks questions whose answers are known, and writes a report beside the others."
    not_here: str = (
        "This page is open to other machines, so it only shows reports. Measure where the archive"
        " is: pressmark eval run CASES --out REPORT.json."
    )
    sample: str = "Measure the sample set"
    sample_hint: str = "Pressmark's own 54 invented articles, in an index made for the run alone."
    path: str = "Or a file of cases for this archive, on this machine"
    run_path: str = "Measure these cases"
    failed: str = "The cases could not be measured."
    stopped: str = "Stopped. No report was written."
    wrote: str = "Wrote a report:"
    dismiss: str = "Dismiss"
    facts: str = "{cases} cases · {seconds} s"
    left_out: str = "{count} left out: their gold is not in the archive"
    model: str = "written by {model}"
    tally: str = "How the cases ended"
    figures: str = "Figures"
    figures_hint: str = "From 0 to 1: the dot is the figure, the line its 95 % interval."
    more_figures: str = "{count} more figures"
    metric: str = "Metric"
    value: str = "Value"
    interval: str = "95 % interval"
    cases: str = "Cases"
    by_kind: str = "By kind of question"
    kind: str = "Kind"
    no_kind: str = "no kind named"
    curve: str = "What silence buys"
    curve_hint: str = (
        "If only the questions it is surest of were answered, this share of those answers would be"
        " wrong. A line that stays low to the right is better."
    )
    curve_dot: str = "The dot is this run: {coverage} answered, {risk} of those wrongly."
    answered_share: str = "share of questions answered"
    wrong_share: str = "share of answers that are wrong"
    case_list: str = "Cases, failures first"
    any_verdict: str = "All"
    earlier: str = "Earlier"
    later: str = "Later"
    said: str = "Said"
    wanted: str = "Wanted"
    silence: str = "The archive does not say."
    nearest: str = "Nearest paragraphs"
    right_paragraph: str = "right paragraph"
    withheld: str = "{count} withheld"
    scores: str = "Scores"
    made_with: str = "Made with"
    first: str = "Before"
    second: str = "After"
    change: str = "Change"
    chance: str = "p"
    better: str = "better"
    worse: str = "worse"
    comparison: str = "{first} → {second}: {cases} cases in both"
    kinds_hint: str = "Change of each figure with its 95 % interval, by kind of question."
    too_few: str = "fewer than {fewest} cases: not told"
    flipped_worse: str = "Cases that did worse"
    flipped_better: str = "Cases that did better"
    more_cases: str = "and {count} more"
    verdicts: Mapping[str, str] = field(default_factory=lambda: _VERDICTS)


EVALUATION_ENGLISH = EvaluationWords()
EVALUATION_ARABIC = EvaluationWords(
    drafts="أسئلة مقترحة",
    drafts_file="ملف الأسئلة",
    drafts_told="بقي {open}، وقُبل {accepted}، ورُفض {rejected}",
    drafts_unreadable="لا يمكن قراءة ملف الأسئلة هذا.",
    draft_failed="تعذّرت الكتابة.",
    draft_of="{number} من {count}",
    draft_open="افتح المقالة",
    draft_not_here="ليست في هذا الأرشيف: {article}",
    draft_question="السؤال",
    draft_answers="الإجابات، واحدة في كل سطر",
    draft_silence="لا يجيب عنه الأرشيف، والصمت هو الصواب.",
    draft_pending="لم يُبَتّ فيه",
    draft_accepted="مقبول",
    draft_rejected="مرفوض",
    accept="قبول",
    reject="رفض",
    undecide="لاحقًا",
    report="التقرير",
    compared="قارن مع",
    nothing_compared="لا شيء",
    none="لا يوجد تقرير بعد. قِس العيّنة أو أسئلتك أدناه.",
    looked_in="يُبحث عن التقارير في",
    unreadable="لا يمكن قراءة هذا التقرير.",
    run="قياس",
    run_hint="يطرح أسئلة تُعرف إجاباتها، ويكتب تقريرًا إلى جانب التقارير الأخرى.",
    not_here=(
        "هذه الصفحة مفتوحة لأجهزة أخرى، فهي تعرض التقارير فقط. يكون القياس من سطر الأوامر على"
        " الجهاز الذي فيه الأرشيف."
    ),
    sample="قِس العيّنة",
    sample_hint="٥٤ مقالة مُختلَقة تأتي مع البرنامج، في فهرس يُبنى لهذا القياس وحده.",
    path="أو ملف أسئلة لهذا الأرشيف على هذا الجهاز",
    run_path="قِس هذه الأسئلة",
    failed="تعذّر القياس.",
    stopped="أُوقف القياس، ولم يُكتب تقرير.",
    wrote="كُتب تقرير:",
    dismiss="إخفاء",
    facts="{cases} سؤالًا · {seconds} ثانية",
    left_out="تُرك {count}: نصوص إجاباتها ليست في الأرشيف",
    model="كتبها {model}",
    tally="كيف انتهت الأسئلة",
    figures="الأرقام",
    figures_hint="من 0 إلى 1: النقطة هي القيمة، والخط مجال الثقة 95 %.",
    more_figures="{count} أرقام أخرى",
    metric="المقياس",
    value="القيمة",
    interval="مجال 95 %",
    cases="الأسئلة",
    by_kind="بحسب نوع السؤال",
    kind="النوع",
    no_kind="بلا نوع",
    curve="ما يكسبه الصمت",
    curve_hint=(
        "لو أُجيب فقط عن الأسئلة الأوثق، لكانت هذه النسبة من الإجابات خاطئة. كلما بقي الخط"
        " منخفضًا كان أفضل."
    ),
    curve_dot="النقطة هي هذا القياس: أُجيب عن {coverage}، وأخطأ {risk} منها.",
    answered_share="نسبة ما أُجيب عنه",
    wrong_share="نسبة الإجابات الخاطئة",
    case_list="الأسئلة، والأخطاء أولًا",
    any_verdict="الكل",
    earlier="السابق",
    later="التالي",
    said="ما قيل",
    wanted="المطلوب",
    silence="لا يذكر الأرشيف ذلك.",
    nearest="أقرب الفقرات",
    right_paragraph="فقرة صحيحة",
    withheld="حُجبت {count}",
    scores="الدرجات",
    made_with="ظروف القياس",
    first="قبل",
    second="بعد",
    change="التغيّر",
    chance="الاحتمال",
    better="أفضل",
    worse="أسوأ",
    comparison="{first} ← {second}: {cases} سؤالًا في كليهما",
    kinds_hint="تغيّر كل رقم مع مجال الثقة 95 %، بحسب نوع السؤال.",
    too_few="أقل من {fewest} أسئلة: لا يُحكم",
    flipped_worse="أسئلة صارت أسوأ",
    flipped_better="أسئلة صارت أفضل",
    more_cases="و{count} أخرى",
    verdicts=_ARABIC_VERDICTS,
)


def evaluation_words(language: str) -> EvaluationWords:
    """Return what the view says in this language, English where it is none of the page's."""
    return EVALUATION_ARABIC if language == "ar" else EVALUATION_ENGLISH
