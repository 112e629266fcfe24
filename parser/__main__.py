"""`python -m parser`"""

import os
import sys


def in_utf8() -> None:
    """Start again in Python's UTF-8 mode where the system's settings (LC_ALL=C) would garble Chinese names of files."""
    if sys.platform != "win32" and sys.getfilesystemencoding() != "utf-8":
        os.execv(sys.executable, [sys.executable, "-X", "utf8", "-m", "parser", *sys.argv[1:]])


def main() -> None:
    """Run the command line; where its packages are not found, say what was most likely forgotten."""
    try:
        from parser.cli import main as command_line

        command_line()
    except ModuleNotFoundError as error:
        if error.name is None or error.name.split(".")[0] == "parser":
            raise
        activate = r".venv\Scripts\activate" if sys.platform == "win32" else "source .venv/bin/activate"
        sys.exit(
            f"错误：找不到程序的部件 {error.name}。请先在项目文件夹里输入 {activate} 并回车，再试一次；"
            "还不行，就照编辑手册的“准备”一节重新安装部件。"
        )


if __name__ == "__main__":
    in_utf8()
    main()
