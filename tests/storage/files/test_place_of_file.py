"""A register in a synchronised folder or on a share is known by its place."""

import tomllib
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from app import paths
from app.services.ports import RiskyPlace
from app.storage.files.place_of_file import file_system_of, network_share, risky_place

MOUNTS = """\
/dev/vda / ext4 rw 0 0
proc /proc proc rw 0 0
server:/home /home nfs4 rw 0 0
//server/files /mnt/office\\040files cifs rw 0 0
tmpfs /home/hanako/fast tmpfs rw 0 0
desk:/ /mnt/\\346\\227\\245 fuse.sshfs rw 0 0
broken line
""".splitlines()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/data/training.sekisho", "ext4"),
        ("/home/hanako/training.sekisho", "nfs4"),
        ("/home/hanako/fast/training.sekisho", "tmpfs"),
        ("/homes/training.sekisho", "ext4"),
        ("/mnt/office files/training.sekisho", "cifs"),
        ("/mnt/日/training.sekisho", "fuse.sshfs"),
    ],
)
def test_the_file_system_is_that_of_the_nearest_mount(path: str, kind: str) -> None:
    assert file_system_of(PurePosixPath(path), MOUNTS) == kind


@pytest.mark.parametrize(
    ("path", "share"),
    [
        (r"\\server\files\hanako\training.sekisho", "//server/files"),
        ("//server/files/training.sekisho", "//server/files"),
        (r"C:\Users\hanako\training.sekisho", ""),
    ],
)
def test_a_share_of_windows_is_told_by_its_path(path: str, share: str) -> None:
    assert network_share(PureWindowsPath(path)) == share


@pytest.mark.parametrize(
    ("folder", "mark", "name"),
    [
        ("Dropbox", "", "Dropbox"),
        ("Dropbox (Ministry)", "", "Dropbox"),
        ("OneDrive - 経済産業省", "", "OneDrive"),
        ("onedrive", "", "OneDrive"),
        ("GoogleDrive-hanako@example.jp", "", "Google Drive"),
        ("マイドライブ", "", "Google Drive"),
        ("com~apple~CloudDocs", "", "iCloud Drive"),
        ("shared", ".stfolder", "Syncthing"),
        ("shared", ".sync_0a1b2c.db", "ownCloud"),
        ("shared", ".dropbox.cache", "Dropbox"),
    ],
)
def test_a_synchronised_folder_is_known_by_its_name_or_by_what_lies_in_it(
    tmp_path: Path, folder: str, mark: str, name: str
) -> None:
    deep = tmp_path / folder / "cases" / "2026"
    deep.mkdir(parents=True)
    if mark:
        (tmp_path / folder / mark).touch()
    assert risky_place(deep / "training.sekisho", paths.RISKY_PLACES) == RiskyPlace(name, is_network=False)


@pytest.mark.parametrize("folder", ["cases", "Dropboxes", "My OneDrive notes", "box of papers", "megaphone"])
def test_another_folder_is_not(tmp_path: Path, folder: str) -> None:
    (tmp_path / folder).mkdir()
    assert risky_place(tmp_path / folder / "training.sekisho", paths.RISKY_PLACES) is None


def test_a_link_into_a_synchronised_folder_is_one(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "here").symlink_to(tmp_path / "Dropbox")
    assert risky_place(tmp_path / "here" / "training.sekisho", paths.RISKY_PLACES) is not None


def test_every_entry_of_the_list_can_be_met() -> None:
    listed = tomllib.loads(paths.RISKY_PLACES.read_text(encoding="utf-8"))
    assert all(place["name"] and (place.get("folders") or place.get("marks")) for place in listed["synchronised"])
    assert {"nfs", "cifs", "fuse.sshfs"} <= set(listed["network"]["kinds"])
