// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/backup/tar_archive.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kTarBlock = 512;
constexpr qint64 kLargestOctal = 077777777777; // eleven digits

using Block = std::array<char, kTarBlock>;

struct TarField {
    size_t at, size;
};
constexpr TarField kTarName{0, 100}, kTarMode{100, 8}, kTarOwner{108, 8}, kTarGroup{116, 8}, kTarSize{124, 12}, kTarTime{136, 12},
    kTarSum{148, 8}, kTarType{156, 1}, kTarMagic{257, 8}, kTarPrefix{345, 155};

void put(Block &block, TarField field, const QByteArray &text) {
    std::memcpy(block.data() + field.at, text.constData(), std::min(field.size, static_cast<size_t>(text.size())));
}

void putNumber(Block &block, TarField field, qint64 number) {
    if (number <= kLargestOctal) {
        put(block, field, QByteArray::number(number, 8).rightJustified(static_cast<qsizetype>(field.size) - 1, '0'));
        return;
    }
    // GNU tar: the highest bit, then the number in base 256.
    for (size_t i = field.size; i-- > 0; number >>= 8) block[field.at + i] = static_cast<char>(number & 0xff);
    block[field.at] = static_cast<char>(0x80);
}

QByteArray textAt(const Block &block, TarField field) {
    return QByteArray(block.data() + field.at, static_cast<qsizetype>(qstrnlen(block.data() + field.at, field.size)));
}

std::optional<qint64> numberAt(const Block &block, TarField field) {
    if (static_cast<unsigned char>(block[field.at]) == 0x80) {
        qint64 number = 0;
        for (size_t i = field.size - 8; i < field.size; ++i) number = (number << 8) | static_cast<unsigned char>(block[field.at + i]);
        return number < 0 ? std::nullopt : std::optional(number);
    }
    bool fine = false;
    const qint64 number = textAt(block, field).trimmed().toLongLong(&fine, 8);
    return fine && number >= 0 ? std::optional(number) : std::nullopt;
}

/// The sum of the header's bytes, its own field taken for blanks.
qint64 headerSum(Block block) {
    std::fill_n(block.begin() + static_cast<qsizetype>(kTarSum.at), kTarSum.size, ' ');
    qint64 sum = 0;
    for (const char byte : block) sum += static_cast<unsigned char>(byte);
    return sum;
}

qint64 paddingOf(qint64 size) { return (kTarBlock - size % kTarBlock) % kTarBlock; }

Error damaged(const QString &how) {
    return Error{ErrorCode::BadRequest, u"The backup is damaged: %1. Take another one."_s.arg(how), {}, {}, u"damaged_backup"_s, 0};
}

} // namespace

TarWriter::TarWriter(QFileDevice &file, UtcTime time) : m_file(file), m_time(toMicros(time) / 1'000'000) {}

bool TarWriter::begin(const QString &name) {
    m_name = name.toUtf8();
    m_prefix.clear();
    if (m_name.size() > static_cast<qsizetype>(kTarName.size)) {
        const qsizetype slash = m_name.indexOf('/', m_name.size() - static_cast<qsizetype>(kTarName.size) - 1);
        if (slash < 1 || slash > static_cast<qsizetype>(kTarPrefix.size)) return false;
        m_prefix = m_name.left(slash);
        m_name = m_name.mid(slash + 1);
    }
    m_headerAt = m_file.pos();
    m_size = 0;
    return writeHeader(0);
}

bool TarWriter::writeHeader(qint64 size) {
    Block block{};
    put(block, kTarName, m_name);
    put(block, kTarPrefix, m_prefix);
    putNumber(block, kTarMode, 0600);
    putNumber(block, kTarOwner, 0);
    putNumber(block, kTarGroup, 0);
    putNumber(block, kTarSize, size);
    putNumber(block, kTarTime, m_time);
    put(block, kTarType, "0");
    put(block, kTarMagic, QByteArray("ustar\0" "00", 8));
    put(block, kTarSum, QByteArray::number(headerSum(block), 8).rightJustified(6, '0') + QByteArray("\0 ", 2));
    return m_file.write(block.data(), kTarBlock) == kTarBlock;
}

bool TarWriter::write(const QByteArray &bytes) {
    m_size += bytes.size();
    return m_file.write(bytes) == bytes.size();
}

bool TarWriter::end() {
    const QByteArray padding(static_cast<qsizetype>(paddingOf(m_size)), '\0');
    if (m_file.write(padding) != padding.size()) return false;
    const qint64 behind = m_file.pos();
    return m_file.seek(m_headerAt) && writeHeader(m_size) && m_file.seek(behind);
}

bool TarWriter::finish() {
    const QByteArray end(2 * kTarBlock, '\0');
    return m_file.write(end) == end.size() && m_file.flush();
}

Result<std::optional<TarReader::Entry>> TarReader::next() {
    if (!m_file.seek(m_file.pos() + m_left + m_padding)) return damaged(u"it ends too early"_s);
    m_left = m_padding = 0;
    Block block{};
    if (m_file.read(block.data(), kTarBlock) != kTarBlock) return damaged(u"it ends too early"_s);
    if (std::all_of(block.begin(), block.end(), [](char byte) { return byte == 0; })) return std::optional<Entry>();
    const auto sum = numberAt(block, kTarSum);
    if (!sum || *sum != headerSum(block)) return damaged(u"the head of an entry is not what it was"_s);
    const auto size = numberAt(block, kTarSize);
    if (!size || textAt(block, kTarType) != "0") return damaged(u"it has an entry of an unknown kind"_s);
    const QByteArray prefix = textAt(block, kTarPrefix);
    Entry entry;
    entry.name = QString::fromUtf8(prefix.isEmpty() ? textAt(block, kTarName) : QByteArray(prefix + '/' + textAt(block, kTarName)));
    entry.size = *size;
    if (m_file.pos() + *size > m_file.size()) return damaged(u"it ends too early"_s);
    m_left = *size;
    m_padding = paddingOf(*size);
    return std::optional(entry);
}

QByteArray TarReader::read(qint64 most) {
    const QByteArray bytes = m_file.read(std::min(most, m_left));
    m_left -= bytes.size();
    return bytes;
}

} // namespace callfloor
