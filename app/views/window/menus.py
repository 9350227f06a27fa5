"""The menus of the window: as whom one acts, and how it looks."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from app.viewmodels.window.frame_model import frame_says, person_says
from app.viewmodels.window.window_actions import TEXT_SIZES
from app.viewmodels.window.window_model import WindowModel


def people_menu(window: QWidget, model: WindowModel) -> QMenu:
    """As whom one may act in a training register, with their roles; the present one is marked."""
    menu = QMenu(window)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    group, session = QActionGroup(menu), model.session
    for person in model.choosable_people:
        choose = partial(model.choose_person, person.account)
        action = group.addAction(menu.addAction(person_says(session, person), choose))
        action.setCheckable(True)
        if person == session.person:
            action.setChecked(True)
            menu.setActiveAction(action)
    return menu


def looks_menu(window: QWidget, model: WindowModel) -> QMenu:
    """The themes and the sizes of the text."""
    menu = QMenu(window)
    group = QActionGroup(menu)
    for code, name in frame_says(model).themes:
        action = group.addAction(menu.addAction(name, partial(model.looks.choose_theme, code)))
        action.setCheckable(True)
        action.setChecked(code == model.looks.theme)
    menu.addSeparator()
    for size in TEXT_SIZES:
        name = size.offered(model, model.session.words)
        menu.addAction(f"{name}\t{size.keys[0]}", partial(size.do, model))
    return menu
