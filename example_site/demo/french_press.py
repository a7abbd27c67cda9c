"""The French part of the press room: one of the releases, and what belongs to it."""

from collections.abc import Mapping

from example_site.demo.content import (
    Block,
    PageLink,
    Picture,
    block,
    paragraph,
    quote,
)

LIBRARY = "Bibliothèque publique de Riverbend (inventée)"

PRESS_FIELDS = {
    "title": "Espace presse",
    "introduction": (
        "<p>Des annonces pour les rédactions, avec des faits à reprendre et quelqu'un "
        "à appeler.</p>"
    ),
}

CONTACTS: Mapping[str, dict[str, str]] = {
    "riverbend-press": {
        "name": "Service de presse",
        "job_title": "Communication",
        "organisation": LIBRARY,
    },
}
BOILERPLATES: Mapping[str, dict[str, str]] = {
    "about-learning-circles": {
        "title": "À propos des cercles d'apprentissage",
        "text": (
            "<p>Les cercles d'apprentissage sont des groupes d'étude gratuits\u00a0: "
            "des voisins y suivent un cours en ligne autour d'une même table. Ils sont "
            "nés en 2015 d'un partenariat entre la Chicago Public Library et la Peer 2 "
            "Peer University (P2PU).</p>"
        ),
    },
    "about-riverbend": {
        "title": "À propos de la Bibliothèque publique de Riverbend",
        "text": (
            "<p>La Bibliothèque publique de Riverbend est un réseau inventé de quatre "
            "bibliothèques, dans une ville inventée au bord du Mississippi. Elle "
            "existe pour montrer ce que ce site sait faire.</p>"
        ),
    },
}
"""What differs in French, by the keys of `press.CONTACTS` and `press.BOILERPLATES`."""

SLUG = "autumn-circles"
"""The release whose words these are; dates, contacts and places are its own."""

FIELDS = {
    "title": "À Riverbend, on étudie entre voisins un soir par semaine",
    "subheadline": "Il reste des places dans trois cercles de la saison",
    "lead": (
        "Cette saison, la Bibliothèque publique de Riverbend accueille des groupes "
        "d'étude gratuits dans ses quatre bibliothèques. Mieux manger, remettre de "
        "l'ordre dans le budget du ménage, comprendre à quoi les réfugiés ont "
        "droit\u00a0: on peut encore se joindre à l'un des trois cercles."
    ),
    "funder": "<p>Le thé et les biscuits sont offerts par les Amis de la "
    "bibliothèque.</p>",
}
BODY: tuple[Block, ...] = (
    paragraph(
        "Un cercle, c'est huit à douze personnes et un cours en ligne gratuit. On se "
        "retrouve à la bibliothèque, on regarde et on lit ensemble, puis on en parle. "
        "Un bibliothécaire anime la soirée sans être spécialiste du sujet, et c'est "
        "voulu.",
    ),
    quote(
        "Je suis venue pour les tableurs, je suis restée pour les gens.",
        "Une participante",
        "troisième cercle",
        "Central Library",
    ),
    block(
        "circle_facts",
        title="Les cercles",
        circles=[
            PageLink("eat-well"),
            PageLink("refugee-rights"),
            PageLink("money-matters"),
        ],
    ),
    block(
        "picture",
        picture=Picture(
            "release-season",
            "shelf",
            "river",
            "Des étagères garnies de livres de toutes les couleurs",
        ),
        caption="Là où les cercles se réunissent, les livres sont à portée de main.",
        credit=f"Dessin\u00a0: {LIBRARY}, CC BY 4.0",
    ),
)
CORRECTIONS = ("Une version antérieure donnait un nombre de bibliothèques erroné.",)
"""The texts of the release's corrections, in their order."""
OUTLETS = ("Riverbend Courier (inventé)",)
"""By whom the release's coverage was published; its titles stay as printed."""
