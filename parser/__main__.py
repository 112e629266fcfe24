"""`python -m parser`"""

from parser.cli import main

if __name__ == "__main__":
    main()
