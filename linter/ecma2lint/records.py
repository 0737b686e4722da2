"""Dataclasses that cost little to define: a commit hook pays for every class on every commit.

The standard ``dataclass`` compiles up to six methods for each class, about half a millisecond; a check defines some 120 classes.
This one shares all methods but ``__init__``, which is compiled when the first instance is made. Type checkers see the standard
one, and the part of it that this project uses behaves alike (held by ``tests/test_records.py``): ``frozen``, ``slots``,
``order``, ``eq``, ``field(default, default_factory, init, repr, compare, metadata)``, ``__post_init__``, ``fields`` and
``replace``. Decision and figures: ``docs/adr/0005-cheap-dataclasses.md``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass, field, fields, replace
else:
    from operator import attrgetter

    _MISSING = object()
    _FIELDS = "__record_fields__"
    _set = object.__setattr__

    class FrozenRecordError(AttributeError):
        """Raised when a frozen record is assigned to."""

    class Field:
        """One field; attributes as those of ``dataclasses.Field``."""

        __slots__ = ("compare", "default", "default_factory", "init", "metadata", "name", "repr")

        def __init__(self, default, default_factory, init, repr, compare, metadata):
            self.name = ""
            self.default = default
            self.default_factory = default_factory
            self.init = init
            self.repr = repr
            self.compare = compare
            self.metadata = metadata

    def field(*, default=_MISSING, default_factory=_MISSING, init=True, repr=True, compare=True, metadata=None):
        """A field that is not just a default."""
        return Field(default, default_factory, init, repr, compare, metadata or {})

    def fields(record):
        """The fields of a record or of its class, in order."""
        return tuple(getattr(record, _FIELDS).values())

    def replace(record, /, **changes):
        """A copy of a record with some fields changed."""
        for name, one in getattr(record, _FIELDS).items():
            if one.init and name not in changes:
                changes[name] = getattr(record, name)
        return type(record)(**changes)

    def dataclass(cls=None, /, *, frozen=False, slots=False, order=False, eq=True):
        """Make a record of a class, as ``dataclasses.dataclass`` does."""

        def decorate(cls):
            return _process(cls, frozen, slots, order, eq)

        return decorate if cls is None else decorate(cls)

    def _process(cls, frozen, slots, order, eq):
        known = {}
        for base in reversed(cls.__mro__[1:]):
            known.update(base.__dict__.get(_FIELDS, {}))
        for name, annotation in cls.__annotations__.items():
            if str(annotation).startswith(("ClassVar", "typing.ClassVar")):
                continue
            value = cls.__dict__.get(name, _MISSING)
            if isinstance(value, Field):
                one = value
                if one.default is _MISSING:
                    delattr(cls, name)
                else:
                    setattr(cls, name, one.default)
            else:
                one = Field(value, _MISSING, True, True, True, {})
            one.name = name
            known[name] = one
        if slots:
            cls = _with_slots(cls, known)
        setattr(cls, _FIELDS, known)
        cls.__match_args__ = tuple(name for name, one in known.items() if one.init)
        cls.__init__ = _lazy_init(cls, known)
        if "__repr__" not in cls.__dict__:
            cls.__repr__ = _repr
        compared = [name for name, one in known.items() if one.compare]
        if eq and "__eq__" not in cls.__dict__:
            _add_comparison(cls, compared, frozen, order)
        if frozen:
            cls.__setattr__ = _refuse
            cls.__delattr__ = _refuse
        return cls

    def _with_slots(cls, known):
        inherited = {name for base in cls.__mro__[1:] for name in getattr(base, "__slots__", ())}
        body = {name: value for name, value in cls.__dict__.items() if name not in known}
        body.pop("__dict__", None)
        body.pop("__weakref__", None)
        body["__slots__"] = tuple(name for name in known if name not in inherited)
        made = type(cls)(cls.__name__, cls.__bases__, body)
        made.__qualname__ = cls.__qualname__
        made.__getstate__, made.__setstate__ = _getstate, _setstate
        return made

    def _getstate(self):
        return [getattr(self, name) for name in getattr(self, _FIELDS)]

    def _setstate(self, state):
        for name, value in zip(getattr(self, _FIELDS), state, strict=True):
            _set(self, name, value)

    def _lazy_init(cls, known):
        def __init__(self, *arguments, **named):  # noqa: N807
            made = _compile_init(cls, known)
            cls.__init__ = made
            made(self, *arguments, **named)

        return __init__

    def _compile_init(cls, known):
        """The real ``__init__``; called for the first instance."""
        scope = {"_set": _set, "_missing": _MISSING}
        head, body = ["self"], []
        for name, one in known.items():
            value = name
            if one.default_factory is not _MISSING:
                scope[f"_factory_{name}"] = one.default_factory
                value = f"(_factory_{name}() if {name} is _missing else {name})" if one.init else f"_factory_{name}()"
                if one.init:
                    head.append(f"{name}=_missing")
            elif one.default is not _MISSING:
                scope[f"_default_{name}"] = one.default
                if one.init:
                    head.append(f"{name}=_default_{name}")
                else:
                    value = f"_default_{name}"
            elif one.init:
                head.append(name)
            else:
                continue
            body.append(f"    _set(self, {name!r}, {value})")
        if hasattr(cls, "__post_init__"):
            body.append("    self.__post_init__()")
        exec(f"def __init__({', '.join(head)}):\n" + ("\n".join(body) or "    pass"), scope)
        made = scope["__init__"]
        made.__qualname__ = f"{cls.__qualname__}.__init__"
        return made

    def _repr(self):
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name, one in getattr(self, _FIELDS).items() if one.repr)
        return f"{type(self).__qualname__}({shown})"

    def _refuse(self, name, *_):
        raise FrozenRecordError(f"cannot change {name!r} of a frozen {type(self).__name__}")

    def _add_comparison(cls, compared, frozen, order):
        if len(compared) > 1:
            key = attrgetter(*compared)
        elif compared:
            (only,) = compared

            def key(record):
                return (getattr(record, only),)
        else:

            def key(_):
                return ()

        def __eq__(self, other):  # noqa: N807
            if other.__class__ is not self.__class__:
                return NotImplemented
            return self is other or key(self) == key(other)

        cls.__eq__ = __eq__
        if "__hash__" not in cls.__dict__ or cls.__dict__["__hash__"] is None:
            cls.__hash__ = (lambda self: hash(key(self))) if frozen else None
        if order:

            def compare(test):
                def method(self, other):
                    return test(key(self), key(other)) if other.__class__ is self.__class__ else NotImplemented

                return method

            from operator import ge, gt, le, lt

            cls.__lt__, cls.__le__, cls.__gt__, cls.__ge__ = compare(lt), compare(le), compare(gt), compare(ge)


def as_json(record: Any) -> Any:
    """A record with all it holds as plain JSON values: records as objects, tuples as lists, enumerations by value."""
    if hasattr(type(record), "__record_fields__"):
        return {one.name: as_json(getattr(record, one.name)) for one in fields(record)}
    if isinstance(record, tuple | list):
        return [as_json(item) for item in record]
    if isinstance(record, dict):
        return {key: as_json(value) for key, value in record.items()}
    return getattr(record, "value", record)


__all__ = ["as_json", "dataclass", "field", "fields", "replace"]
