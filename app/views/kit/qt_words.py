"""The words of Qt's own dialogs, which it brings along: of files, of the printer, of a menu in a field."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

#: The one that is installed; Qt does not keep it.
_TRANSLATOR = "translator_of_qt"


def speak_qt(application: QCoreApplication, language: str) -> None:
    """Lets Qt's own dialogs speak a language by its code; what Qt brings in no language stays English."""
    installed = application.property(_TRANSLATOR)
    if installed is not None:
        application.removeTranslator(installed)
        application.setProperty(_TRANSLATOR, None)
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{language}", folder):
        application.installTranslator(translator)
        application.setProperty(_TRANSLATOR, translator)
