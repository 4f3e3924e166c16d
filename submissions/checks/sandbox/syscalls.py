"""Which calls of the kernel a child may not make: a filter that stays for its whole life."""

import ctypes
import errno
import platform
import struct

NO_NEW_PRIVILEGES = 38
SET_FILTER, AT_FULL_SPEED = 1, 4
LOAD, EQUAL, AT_LEAST, RETURN = 0x20, 0x15, 0x35, 0x06
ALLOW, REFUSE = 0x7FFF0000, 0x00050000 | errno.EPERM
OTHER_ABI = 0x40000000
EVERYWHERE = (
    424,  # pidfd_send_signal
    425,  # io_uring_setup
    434,  # pidfd_open
    435,  # clone3
    438,  # pidfd_getfd
)
FORBIDDEN = {  # by machine: its mark, its number of seccomp, and what it may not call
    "x86_64": (
        0xC000003E,
        317,
        (
            41,  # socket
            53,  # socketpair
            56,  # clone
            57,  # fork
            58,  # vfork
            59,  # execve
            62,  # kill
            101,  # ptrace
            310,  # process_vm_readv
            311,  # process_vm_writev
            322,  # execveat
        ),
    ),
    "aarch64": (
        0xC00000B7,
        277,
        (
            198,  # socket
            199,  # socketpair
            220,  # clone
            221,  # execve
            129,  # kill
            117,  # ptrace
            270,  # process_vm_readv
            271,  # process_vm_writev
            281,  # execveat
        ),
    ),
}


class Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("steps", ctypes.c_char_p)]


def forbid(libc: ctypes.CDLL) -> bool:
    """No sockets, no processes, no hand on others: true where the kernel filters calls."""
    if platform.machine() not in FORBIDDEN or not hasattr(libc, "prctl"):
        return False
    machine, seccomp, numbers = FORBIDDEN[platform.machine()]
    steps = filter_of(machine, numbers)
    program = Program(len(steps) // 8, steps)
    if libc.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0):
        return False
    done = libc.syscall(seccomp, SET_FILTER, AT_FULL_SPEED, ctypes.byref(program))
    return bool(done == 0)


def filter_of(machine: int, numbers: tuple[int, ...]) -> bytes:
    """The filter as the kernel reads it; a call made in another machine's way is refused."""
    refused = (*numbers, *EVERYWHERE)
    steps = [step(LOAD, 4), step(EQUAL, machine, 1, 0), step(RETURN, REFUSE), step(LOAD, 0)]
    steps.append(step(AT_LEAST, OTHER_ABI, len(refused) + 1, 0))
    steps += [step(EQUAL, number, len(refused) - at, 0) for at, number in enumerate(refused)]
    return b"".join([*steps, step(RETURN, ALLOW), step(RETURN, REFUSE)])


def step(code: int, value: int, if_so: int = 0, else_so: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_so, else_so, value)
