"""The French part of the demonstration: the front page, the list, three circles."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from example_site.demo.content import Block, PageLink, block, faq, paragraph

TOPICS: Mapping[str, str] = {
    "art-and-music": "Art et musique",
    "computing": "Informatique",
    "health": "Santé",
    "history": "Histoire de famille et du lieu",
    "languages": "Langues",
    "learning": "Apprendre et parler",
    "money": "Argent et mathématiques",
    "science": "Sciences et nature",
    "society": "Droits et société",
    "writing": "Écrire et penser",
}
"""The names of topics, by the keys of `courses.TOPICS`."""

HOME_FIELDS = {
    "title": "Bibliothèque publique de Riverbend",
    "headline": "Apprendre à plusieurs, près de chez soi",
    "introduction": (
        "Suivez un cours en ligne gratuit avec vos voisins\u00a0: une heure et demie "
        "par semaine à la bibliothèque, avec un bibliothécaire pour tenir le fil."
    ),
}
HOME_BODY: tuple[Block, ...] = (
    block("upcoming_circles", title="Bientôt", count=3),
    faq(
        "Bon à savoir",
        (
            "Est-ce que c'est payant\u00a0?",
            "Non. Le cours, la salle et le thé sont gratuits.",
        ),
        (
            "Faut-il une carte de bibliothèque\u00a0?",
            "Non. Si vous en voulez une, elle se fait en cinq minutes à l'accueil.",
        ),
        (
            "Y a-t-il un examen\u00a0?",
            "Non. Ni notes, ni examens, ni devoirs obligatoires.",
        ),
    ),
    block(
        "call_to_action",
        title="",
        text="Tous les cercles, avec leurs dates et leurs places.",
        button_text="Voir les cercles",
        page=PageLink("circles"),
    ),
)
CIRCLES_FIELDS = {
    "title": "Cercles d'apprentissage",
    "introduction": (
        "<p>Un cours en ligne, une table, des voisins\u00a0: une heure et demie par "
        "semaine, sans frais ni notes. Tout le monde est bienvenu.</p>"
    ),
}


@dataclass(frozen=True, slots=True)
class CircleWords:
    """A circle's words in French; its facts are those of the English page.

    `meeting_notes` are by the meeting's number, 1 for the first.
    """

    slug: str
    title: str
    summary: str
    body: tuple[Block, ...]
    meeting_titles: tuple[str, ...]
    meeting_notes: Mapping[int, str] = field(default_factory=dict)


CIRCLES: tuple[CircleWords, ...] = (
    CircleWords(
        slug="l-ia-avec-intelligence",
        title="L'IA, avec intelligence",
        summary=(
            "Un cercle en français pour comprendre l'intelligence artificielle\u00a0: "
            "on regarde, on essaie, on en parle. Débutants bienvenus."
        ),
        body=(
            paragraph(
                "Le cours est proposé par Inria. On suit une partie ensemble, avec "
                "des activités sans ordinateur, puis on discute. Aucune connaissance "
                "technique n'est nécessaire."
            ),
        ),
        meeting_titles=(
            "Qu'est-ce que c'est\u00a0?",
            "Comment une machine apprend",
            "Les données, d'où viennent-elles\u00a0?",
            "Et nous, dans tout ça\u00a0?",
            "Ce que nous avons compris",
        ),
    ),
    CircleWords(
        slug="speaking-up",
        title="Prendre la parole, à partir de zéro",
        summary=(
            "S'exercer à parler devant une salle bienveillante, deux minutes par "
            "semaine. Le cercle se tient en anglais."
        ),
        body=(
            paragraph(
                "Chaque soir, on suit une leçon ensemble, on en parle, puis on "
                "essaie. Vous choisissez le sujet\u00a0: votre rue, votre travail, vos "
                "tomates. On applaudit d'abord."
            ),
        ),
        meeting_titles=(
            "Les noms, les souhaits, une minute chacun",
            "Ce qui rend un exposé facile à suivre",
            "Le corps et le souffle",
            "Raconter une histoire",
            "Expliquer ce qu'on connaît bien",
            "Les questions de la salle",
            "Cinq minutes chacun, et du gâteau",
        ),
        meeting_notes={
            5: "La bibliothèque est fermée pour la formation du personnel.",
            6: "Déplacé de mercredi à jeudi.",
        },
    ),
    CircleWords(
        slug="refugee-rights",
        title="Les droits des réfugiés\u00a0: une introduction",
        summary=(
            "Qui est réfugié, ce que promet la loi, et ce que cela veut dire chez "
            "nous. En anglais, avec interprète vers le français."
        ),
        body=(
            paragraph(
                "Le cours a été conçu par Amnesty International et se suit "
                "gratuitement. On ne demande à personne de raconter son histoire."
            ),
        ),
        meeting_titles=(
            "Des mots et des chiffres",
            "La convention de 1951",
            "Passer une frontière",
            "Vivre entre deux",
            "Les voisins",
            "Ce que peut une personne",
            "Parler pour les autres",
            "Une table pour tous",
        ),
    ),
)
