"""Circles in French and in Spanish."""

from datetime import time

from example_site.demo.circles.plan import SAT, THU, CirclePlan, SignUpPlan
from example_site.demo.content import Picture, paragraph

IN_OTHER_LANGUAGES: tuple[CirclePlan, ...] = (
    CirclePlan(
        slug="l-ia-avec-intelligence",
        title="L'IA, avec intelligence",
        summary=(
            "Un cercle en français pour comprendre l'intelligence artificielle\u00a0: "
            "on regarde, on essaie, on en parle. Débutants bienvenus."
        ),
        course="ia-avec-intelligence",
        topics=("computing", "languages"),
        facilitators=("odile",),
        branch="central-library",
        room="Salle de la Lampe (Lamp Room)",
        picture=Picture(
            "circle-ia", "circuit", "plum", "Des lignes et des nœuds autour d'un écran"
        ),
        weekdays=(THU,),
        start=time(18),
        minutes=90,
        starts_in=19,
        meeting_titles=(
            "Qu'est-ce que c'est\u00a0?",
            "Comment une machine apprend",
            "Les données, d'où viennent-elles\u00a0?",
            "Et nous, dans tout ça\u00a0?",
            "Ce que nous avons compris",
        ),
        body=(
            paragraph(
                "Le cours est proposé par Inria. On suit une partie ensemble, avec "
                "des activités sans ordinateur, puis on discute. Aucune connaissance "
                "technique n'est nécessaire.",
                "Vous apprenez le français\u00a0? Venez aussi\u00a0: on parle "
                "lentement, et personne ne corrige sans qu'on le lui demande.",
            ),
        ),
        sign_up=SignUpPlan(capacity=12, taken=4, waiting_list=True),
        shows=("upcoming", "open"),
        language="fr",
    ),
    CirclePlan(
        slug="aprender-a-aprender",
        title="Aprender a aprender",
        summary=(
            "Un círculo en español sobre cómo estudiar con menos esfuerzo y más "
            "alegría. Niños bienvenidos en el rincón de juegos."
        ),
        course="aprendiendo-a-aprender",
        topics=("learning", "languages"),
        facilitators=("ines",),
        branch="eastside-branch",
        room="Orchard Room",
        picture=Picture(
            "circle-aprender",
            "dots",
            "amber",
            "Anillos de puntos, uno de ellos abierto",
        ),
        weekdays=(SAT,),
        start=time(10, 30),
        minutes=90,
        starts_in=2,
        meeting_titles=(
            "¿Qué es aprender?",
            "Memoria y descanso",
            "Cuando no tengo ganas",
            "Leer, repetir, explicar",
            "Mi propio plan",
        ),
        body=(
            paragraph(
                "Vemos juntos las lecciones, probamos cada técnica con algo que "
                "queremos aprender de verdad y nos contamos cómo fue. No hay notas "
                "ni exámenes.",
            ),
        ),
        sign_up=SignUpPlan(capacity=15, taken=7, waiting_list=True),
        shows=("upcoming", "open"),
        language="es",
    ),
)
