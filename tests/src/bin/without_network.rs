//! Runs a program that is killed as soon as it, or anything that it starts, asks the system for a network socket:
//! `without_network PROGRAM ARGUMENT…`. Sockets of the machine itself (between programs, and with the kernel) are no network.
//!
//! `without_network --open inet|inet6|packet|local` asks for one itself, so that a test sees that the kill comes.

#[cfg(target_os = "linux")]
fn main() -> anyhow::Result<()> {
    linux::run()
}

#[cfg(not(target_os = "linux"))]
fn main() {
    eprintln!("only Linux can be asked to kill a program that opens a socket");
    std::process::exit(2);
}

#[cfg(target_os = "linux")]
mod linux {
    use std::collections::BTreeMap;
    use std::env::{self, consts::ARCH};
    use std::net::TcpListener;
    use std::os::unix::process::CommandExt as _;
    use std::process::Command;

    use anyhow::{Context as _, Result, bail};
    use rustix::net::{AddressFamily, SocketType};
    use seccompiler::{
        BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter,
        SeccompRule,
    };

    pub fn run() -> Result<()> {
        let mut arguments = env::args_os().skip(1);
        let program = arguments.next().context("no program is named")?;
        close()?;
        if program == "--open" {
            let which = arguments.next().context("inet, inet6, packet or local")?;
            return open(&which.to_string_lossy());
        }
        // Comes back only where it cannot be started.
        Err(Command::new(program).args(arguments).exec().into())
    }

    /// From here on, also in all that is started: whoever asks for a network socket is killed. A ring of the kernel's could ask in
    /// its place, so there is none.
    fn close() -> Result<()> {
        let families = [
            AddressFamily::INET,
            AddressFamily::INET6,
            AddressFamily::PACKET,
        ];
        let of_family = |family: AddressFamily| {
            let (len, is) = (SeccompCmpArgLen::Dword, SeccompCmpOp::Eq);
            let asked = SeccompCondition::new(0, len, is, family.as_raw().into())?;
            SeccompRule::new(vec![asked])
        };
        let rules = families.map(of_family).into_iter();
        let rules = BTreeMap::from([
            (libc::SYS_socket, rules.collect::<Result<Vec<_>, _>>()?),
            (libc::SYS_io_uring_setup, Vec::new()),
        ]);
        let (otherwise, found) = (SeccompAction::Allow, SeccompAction::KillProcess);
        let filter = SeccompFilter::new(rules, otherwise, found, ARCH.try_into()?)?;
        let filter: BpfProgram = filter.try_into()?;
        Ok(seccompiler::apply_filter(&filter)?)
    }

    fn open(which: &str) -> Result<()> {
        match which {
            "inet" => drop(TcpListener::bind("127.0.0.1:0")),
            "inet6" => drop(TcpListener::bind("[::1]:0")),
            "packet" => drop(rustix::net::socket(
                AddressFamily::PACKET,
                SocketType::RAW,
                None,
            )),
            "local" => drop(std::os::unix::net::UnixStream::pair()?),
            _ => bail!("inet, inet6, packet or local, not {which}"),
        }
        println!("lives");
        Ok(())
    }
}
